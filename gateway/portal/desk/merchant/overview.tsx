import { useDesk } from '../desk.ts';

/** What stands out for a merchant. */
export function Overview() {
  const { words } = useDesk();
  return <h1>{words.nav.overview}</h1>;
}
