/*
 * watch.mjs -- what whoever runs the service sees of it.  TAP.
 */
import { Caller, withServed } from '../served.mjs';
import { done, journey, ok, same } from '../browser/tap.mjs';

await journey('strange paths', () => withServed({ people: 60 },
  async (served) => {
    await served.start();
    for (const path of ['/a%20b', '/%C5%B5y', '/%22', '/%5C%5Cx', '/a?b=%20']) {
      const { status } = await new Caller(served).ask('GET', path);
      ok(status < 500, `${path} is answered`, `${status}`);
    }
    same((await new Caller(served).ask('GET', '/en/help')).status, 200,
      'and the server goes on');
  }));

done();
