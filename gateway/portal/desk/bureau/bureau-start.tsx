import { useDesk } from '../desk.ts';

/** Where an officer starts. The search above finds an invoice; every act of the bureau is a command. */
export function BureauStart() {
  const { words } = useDesk();
  return (
    <>
      <div className="page-head">
        <h1>{words.bureau.title}</h1>
      </div>
      <section className="card">
        <p>{words.bureau.lead}</p>
        <pre>npx fapiao bureau --help</pre>
      </section>
    </>
  );
}
