// Serves the development build with the stand-in for the API: /kitchen, and the
// shell without `mipsia serve`.
import { openPages } from './browser.mjs';
import { standIn } from './stand_in.mjs';

const { url } = await openPages(standIn().api);
console.log(url + '/kitchen');
