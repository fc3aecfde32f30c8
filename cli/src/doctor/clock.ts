import { phrase } from '../words/phrase.js';
import { type Finding, failed, ok, warning } from './finding.js';

const CHECK = 'clock';
/** Seconds of difference beyond which a gateway accepts no token. */
const REFUSED_S = 60;
const NOTEWORTHY_S = 10;
const CURE =
  'Set this machine’s clock by NTP (timedatectl set-ntp true); if it is right, tell the gateway’s operator.';

/** Compares this clock with the gateway's, both in milliseconds since 1970. */
export function checkClock(now: number, gateway: number): Finding {
  if (Number.isNaN(gateway))
    return warning(
      CHECK,
      phrase('the gateway does not tell its time'),
      phrase('Ask its operator to send a Date header.'),
    );
  const skew = Math.round((now - gateway) / 1000);
  const seconds = Math.abs(skew);
  const words =
    skew < 0
      ? phrase('this clock is {seconds} s behind the gateway’s', { seconds })
      : phrase('this clock is {seconds} s ahead of the gateway’s', { seconds });
  if (Math.abs(skew) > REFUSED_S) return failed(CHECK, words, phrase(CURE));
  return Math.abs(skew) > NOTEWORTHY_S
    ? warning(CHECK, words, phrase(CURE))
    : ok(CHECK, phrase('this clock agrees with the gateway’s'));
}
