import { Button } from 'react-aria-components';
import type { DeskWords } from '../words/index.ts';
import { failureText } from './failure-text.ts';

interface FailureProps {
  readonly error: unknown;
  readonly words: DeskWords;
  readonly onRetry?: () => void;
}

/** Says what did not work, what to do, and the code with a link to its page. */
export function Failure({ error, words, onRetry }: FailureProps) {
  const { title, cure, code, faults = [] } = failureText(error, words);
  return (
    <div className="failure" role="alert">
      <strong>{title}</strong>
      {cure !== undefined && <p>{cure}</p>}
      {faults.length > 0 && (
        <ul>
          {faults.map((fault) => (
            <li key={`${fault.path} ${fault.code}`}>
              <code>{fault.path}</code> {words.errors[fault.code].title}
            </li>
          ))}
        </ul>
      )}
      <p className="row">
        {code !== undefined && (
          <a href={`/docs/errors#${code}`}>
            {words.error.code} {code}
          </a>
        )}
        {onRetry !== undefined && (
          <Button className="button" onPress={onRetry}>
            {words.retry}
          </Button>
        )}
      </p>
    </div>
  );
}
