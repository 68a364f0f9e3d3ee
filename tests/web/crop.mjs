import { openBrowser, openPages, clean } from './browser.mjs';
import { standIn } from './stand_in.mjs';
const b=await openBrowser(); const {server,url}=await openPages(standIn().api);
for (const [n,w] of [['d',1280],['p',390]]) { const p=await b.newPage({viewport:{width:w,height: n==='d'?1400:1500}, hasTouch:n==='p'}); await p.goto(url+'/kitchen'); await p.locator('h1').waitFor(); await p.waitForTimeout(700);
 const h=await p.evaluate(()=>document.documentElement.scrollHeight); const step=n==='d'?1400:1500;
 for(let i=0;i*step<h;i++) await p.screenshot({path:`/tmp/shots/${n}${i}.png`,fullPage:true,clip:{x:0,y:i*step,width:w,height:Math.min(step,h-i*step)}}); console.log(n,h)}
await b.close(); server.close(); clean();
