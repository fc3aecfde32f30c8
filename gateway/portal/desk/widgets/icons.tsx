/** Small pictures, drawn in the color of the text beside them. They say nothing that a text does not say. */

function Icon({ path }: { readonly path: string }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  );
}

export const Tick = () => <Icon path="M3 8.5 6.5 12 13 4.5" />;
export const Down = () => <Icon path="M4 6l4 4 4-4" />;
export const Cross = () => <Icon path="M4 4l8 8M12 4l-8 8" />;
export const Search = () => <Icon path="M7 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM10 10l3.5 3.5" />;
export const Menu = () => <Icon path="M2 4h12M2 8h12M2 12h12" />;
