-- What a user does, one step after the other, and what the editor then shows: written as JSON to the file in RESULT.
local seen = {}

-- Which files were pushed diagnostics for, be there any or none.
local pushed = {}
local publish = vim.lsp.handlers['textDocument/publishDiagnostics']
vim.lsp.handlers['textDocument/publishDiagnostics'] = function(problem, result, ...)
  pushed[vim.fn.fnamemodify(vim.uri_to_fname(result.uri), ':t')] = true
  return publish(problem, result, ...)
end

local function wait_for(what, is_true)
  if not vim.wait(15000, is_true, 20) then error('waited in vain for ' .. what) end
end

local function client() return (vim.lsp.get_clients or vim.lsp.get_active_clients)()[1] end

--- Columns are of bytes here, as in every buffer.
local function diagnostics()
  return vim.tbl_map(function(each)
    local line = vim.api.nvim_buf_get_lines(0, each.lnum, each.lnum + 1, true)[1]
    return {
      line = each.lnum + 1,
      text = line:sub(each.col + 1, each.end_col),
      rule = each.code,
      source = each.source,
      severity = each.severity,
    }
  end, vim.diagnostic.get(0))
end

local function rules() return vim.tbl_map(function(each) return each.code end, vim.diagnostic.get(0)) end

local function shows(rule) return function() return vim.tbl_contains(rules(), rule) end end

local function open(name)
  vim.cmd('edit ' .. name)
  wait_for('a server for ' .. name, function() return client() and client().initialized ~= nil end)
end

--- The cursor on the first occurrence of a text.
local function go_to(text)
  for i, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, true)) do
    local column = line:find(text, 1, true)
    if column then return vim.api.nvim_win_set_cursor(0, { i, column - 1 }) end
  end
  error('there is no ' .. text)
end

local function buffer() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n') end

local function floats()
  return vim.tbl_filter(
    function(window) return vim.api.nvim_win_get_config(window).relative ~= '' end,
    vim.api.nvim_list_wins()
  )
end

--- The title of an action is chosen in a list.
local function choose(title)
  local offered
  vim.ui.select = function(items, options, take)
    offered = vim.tbl_map(options.format_item or tostring, items)
    for i, name in ipairs(offered) do
      if name:find(title, 1, true) then return take(items[i], i) end
    end
    take(nil)
  end
  vim.lsp.buf.code_action()
  wait_for('actions', function() return offered ~= nil end)
  return offered
end

local steps = {
  findings = function()
    open('dev/aws-node.yaml')
    wait_for('findings', shows('unquoted-value'))
    seen.findings = diagnostics()
  end,
  hover = function()
    go_to('WARM_PREFIX_TARGET')
    vim.lsp.buf.hover()
    wait_for('a hover', function() return #floats() > 0 end)
    local shown = vim.api.nvim_win_get_buf(floats()[1])
    seen.hover = table.concat(vim.api.nvim_buf_get_lines(shown, 0, -1, true), '\n')
    vim.api.nvim_win_close(floats()[1], true)
  end,
  completion = function()
    go_to('WARM_PREFIX_TARGET')
    vim.cmd('normal! ciwWARM_')
    local params = vim.lsp.util.make_position_params(0, 'utf-16')
    params.position.character = params.position.character + 1
    local answers = vim.lsp.buf_request_sync(0, 'textDocument/completion', params, 15000)
    local _, answer = next(answers)
    seen.completion = vim.tbl_map(function(item) return item.label end, answer.result)
    vim.cmd('normal! u')
  end,
  fix = function()
    go_to('9001')
    seen.offered = choose('Write "9001"')
    wait_for('the fix', function() return buffer():find('value: "9001"', 1, true) ~= nil end)
    wait_for('no finding', function() return #vim.diagnostic.get(0) == 0 end)
    vim.cmd('silent write')
  end,
  others = function()
    open('dev/cluster.yaml')
    wait_for('an answer', function() return pushed['cluster.yaml'] end)
    -- As long as prefixes are delegated there is room. The other file is changed and not saved.
    seen.before = rules()
    vim.cmd('buffer dev/aws-node.yaml')
    go_to('ENABLE_PREFIX_DELEGATION')
    vim.cmd('+1s/true/false/')
    vim.cmd('buffer dev/cluster.yaml')
    wait_for('a finding about the other file', shows('max-pods-above-capacity'))
    seen.after = diagnostics()
    vim.cmd('buffer dev/aws-node.yaml')
    vim.cmd('edit!')
    vim.cmd('buffer dev/cluster.yaml')
    wait_for('the finding to go', function() return #vim.diagnostic.get(0) == 0 end)
  end,
  wide = function()
    open('other/wide.json')
    wait_for('findings', shows('unquoted-value'))
    seen.wide = diagnostics()
    go_to('9001')
    choose('Write "9001"')
    wait_for('the fix', function() return buffer():find('"value":"9001"}', 1, true) ~= nil end)
    seen.fixed = buffer()
  end,
  restart = function()
    vim.cmd('edit! dev/aws-node.yaml')
    vim.cmd('%s/"9001"/9001/')
    wait_for('findings', shows('unquoted-value'))
    local first = client()
    first.stop()
    wait_for('the end of the server', function() return first.is_stopped() end)
    wait_for('no server', function() return client() == nil end)
    seen.without = rules()
    vim.cmd('silent write')
    vim.cmd('edit')
    wait_for('findings of another server', shows('unquoted-value'))
    seen.again = client().id ~= first.id
  end,
}

local ok, problem = pcall(function()
  for _, name in ipairs({ 'findings', 'hover', 'completion', 'fix', 'others', 'wide', 'restart' }) do
    seen.step = name
    steps[name]()
  end
end)
seen.problem = not ok and problem or nil
seen.messages = vim.fn.execute('messages')
local file = assert(io.open(vim.env.RESULT, 'w'))
file:write(vim.fn.json_encode(seen))
file:close()
vim.cmd('qall!')
