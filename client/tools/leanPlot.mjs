const only = (...names) => new RegExp(`^(?:${names.join('|')})$`);

/** What the pictures of the density explorer have none of: maps, times, scales of colour, legends, tips, facets, arrowheads, other curves and symbols. */
export const leanPlot = {
  '@observablehq/plot/src': {
    names: only(
      'geo[A-Z]\\w*|getGeometryChannels|xyProjection',
      '(?:utc|time)[A-Z]\\w*|unixDay|inferTimeFormat|generalizeTimeInterval|intervalDuration',
      'scheme[A-Z]\\w*|(?:quantitative|ordinal|isDiverging|isCategorical)Schemes?|ordinalRange|maybeBooleanRange',
      'interpolate(?!Number$|Round$)[A-Z]\\w*|rgb',
      'scale(?:Time|Utc|Log|Pow|Symlog|Quantile|Threshold|Diverging\\w*)',
      'createScale(?:Diverging\\w*|Utc|Time|Log|Pow|Symlog|Sqrt|Quantile|Quantize|Threshold)',
      'curve(?!Linear$|StepAfter$)[A-Z]\\w*',
      'symbol(?!Circle$|Times$)[A-Z]\\w*|symbols(?:Fill|Stroke)',
      'tip|pointer[XY]?|legend(?:Ramp|Swatches|Symbols)',
      'recreateFacets|facet[A-Z]\\w*|(?:axis|grid)F[xy]|frame',
      'maybeReduce|createScale(?:Ordinal|Identity)',
    ),
    silent: [
      ...['createProjection', 'hasProjection', 'projectionAspectRatio'],
      ...['createFacets', 'createLegends', 'exposeLegends'],
      ...['markers', 'applyMarkers', 'applyGroupedMarkers'],
    ],
  },
  // Between numbers, not colours.
  'd3-interpolate/dist': { names: only('color|rgb|hsl|lab|hcl|cubehelix') },
  // Only what it makes by calls.
  'd3-shape/dist': { names: only() },
};
