// Draws the description of the API. Nothing is asked of any other server.
Scalar.createApiReference('#app', {
  url: document.querySelector('link[rel=service-desc]').href,
  withDefaultFonts: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
});
