// Run before the server: says, when it is asked over the channel, what keeps the process awake.
function tell(message: unknown): void {
  if ((message as { readonly method?: string }).method === '$/resources')
    process.send?.({ resources: process.getActiveResourcesInfo() });
}

// Behind the server: what arrives before anybody listens goes to the first who does.
process.on('newListener', (event, listener) => {
  if (event === 'message' && listener !== tell && !process.listeners('message').includes(tell))
    queueMicrotask(() => process.on('message', tell));
});
