const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();

/** Swagger UI's parts that a screen reader or a keyboard cannot use, in a form that it can. */
const accessible = () => ({
  wrapComponents: {
    // There is one server, which serves this page. Its list has no label.
    ServersContainer: () => () => null,
    // An example that is too wide scrolls, so the keyboard must reach it.
    HighlightCode:
      (_original, { React }) =>
      ({ children, className = '' }) =>
        React.createElement('pre', { className: `example ${className}`, tabIndex: 0 }, children),
  },
});

globalThis.SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#api',
  plugins: [accessible],
  // A link inside the button that opens an operation would be one control in another.
  deepLinking: false,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
