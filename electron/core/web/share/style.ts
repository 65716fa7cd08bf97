import { dark, light, type Palette } from './palette.ts';

/*
 * One sheet for all pages, for browsers of 2016 and later: floats and flex boxes, but no grid, no gaps, no custom
 * properties. So what has a colour is written once for each of the two palettes.
 */

const SHAPES = `
*,*::before,*::after{box-sizing:border-box}
[hidden]{display:none!important}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Ubuntu,"Helvetica Neue",Arial,sans-serif;-webkit-tap-highlight-color:transparent}
body{margin:0;overflow-wrap:break-word;word-wrap:break-word}
h1,h2,p,ul,ol,dl,dd,figure{margin:0;padding:0}
ul,ol{list-style:none}
a{text-decoration:none}
img,video{display:block;max-width:100%}
button,input{font:inherit;color:inherit;margin:0}
svg{fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round;width:20px;height:20px;flex:none}
.skip{position:absolute;left:-9999px;top:8px;padding:10px 16px;border-radius:9px;z-index:9}
.skip:focus{left:8px}
.wrap{max-width:920px;margin:0 auto;padding:0 16px}
.narrow{max-width:440px}
.top{padding:18px 0 14px}
.brand{display:flex;align-items:center;font-weight:600}
.brand svg{width:30px;height:30px;margin-right:10px;stroke:none}
.card{border-radius:18px;border:1px solid;padding:22px 18px;margin-bottom:16px}
.from{display:flex;align-items:center;font-size:15px;margin-bottom:12px}
.face{width:36px;height:36px;border-radius:18px;flex:none;display:flex;align-items:center;justify-content:center;font-weight:600;margin-right:11px}
h1{font-size:25px;line-height:1.25;font-weight:700;letter-spacing:-.01em}
h2{font-size:17px;line-height:1.4;font-weight:650;font-weight:600}
h1:focus,main:focus{outline:none}
.meta{margin-top:4px}
.chips{display:flex;flex-wrap:wrap;margin:14px -4px -4px}
.chip{display:flex;align-items:center;font-size:14px;line-height:1.35;border-radius:12px;padding:6px 11px;margin:4px}
.chip svg{width:16px;height:16px;margin-right:7px}
.note{border-radius:12px;padding:12px 14px;margin-top:16px;white-space:pre-wrap}
.note b{display:block;font-size:13px;font-weight:600}
.actions{margin-top:20px}
.button{display:flex;align-items:center;justify-content:center;min-height:50px;border-radius:12px;border:1px solid transparent;padding:10px 22px;font-weight:600;font-size:17px;line-height:1.3;cursor:pointer;width:100%;text-align:center;-webkit-appearance:none;appearance:none}
.button svg{margin-right:10px;width:21px;height:21px;vertical-align:middle}
.button+.button{margin-top:10px}
.button.quiet{min-height:44px;font-size:15px;padding:8px 16px}
.hint{font-size:14px;margin-top:9px;text-align:center}
.field+.hint{text-align:left}
.field{display:block;margin-top:18px}
.field span{display:block;font-weight:600;font-size:15px;margin-bottom:6px}
.field input{width:100%;min-height:50px;font-size:17px;border:1px solid;border-radius:12px;padding:10px 14px;-webkit-appearance:none;appearance:none}
.fault{display:flex;align-items:center;border-radius:12px;padding:11px 14px;margin-top:16px;font-size:15px}
.fault svg{margin-right:10px}
.shown{margin-top:18px;border-radius:14px;overflow:hidden;text-align:center}
.shown img,.shown video{margin:0 auto;max-height:70vh;width:auto;height:auto}
.shown video{width:100%;background:#000}
.shown audio{width:100%;display:block;padding:14px}
.shown .plain{display:block;padding:30px 18px;font-size:15px}
.shown .plain .kind{margin:0 auto 12px;width:64px;height:64px;border-radius:18px}
.shown .plain .kind svg{width:32px;height:32px}
.paper img{max-height:420px;margin:16px auto 0}
.paper .plain{padding:16px 18px}
.crumbs{display:flex;flex-wrap:wrap;align-items:center;margin:-4px -6px 10px;font-size:15px}
.crumbs li{display:flex;align-items:center;max-width:100%}
.crumbs a{display:flex;align-items:center}
.crumbs a svg{margin-right:4px}
.crumbs a,.crumbs span{padding:8px 6px;border-radius:8px;overflow:hidden;text-overflow:ellipsis}
.crumbs span{font-weight:600}
.crumbs svg{width:15px;height:15px}
.bar{display:flex;align-items:center;justify-content:space-between;margin-bottom:8px;min-height:44px}
.look{display:flex;border-radius:11px;padding:3px;flex:none}
.look a{display:flex;align-items:center;min-height:44px;padding:0 13px;font-size:14px;font-weight:600;border-radius:9px;border:1px solid transparent}
.look svg{width:17px;height:17px;margin-right:7px}
.rows{border-radius:16px;border:1px solid;overflow:hidden;margin-bottom:16px}
.row{display:flex;align-items:stretch;border-top:1px solid}
.row:first-child{border-top:0}
.row>a:first-child{display:flex;align-items:center;flex:1 1 auto;min-width:0;padding:10px 12px 10px 14px;min-height:64px}
.row .save{display:flex;align-items:center;padding:0 16px}
.kind{position:relative;width:44px;height:44px;border-radius:11px;flex:none;display:flex;align-items:center;justify-content:center;overflow:hidden}
.row .kind{margin-right:13px}
.kind img{position:absolute;left:0;top:0;width:100%;height:100%;object-fit:cover}
.label{min-width:0;flex:1 1 auto}
.label b{display:block;font-weight:500;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.label small{display:block;font-size:13.5px}
.tiles{display:flex;flex-wrap:wrap;margin:0 -3px 13px}
.tile{width:33.3333%;padding:3px}
.tile a{position:relative;display:block;padding-top:100%;border-radius:11px;overflow:hidden}
.tile .pic,.tile .under{position:absolute;left:0;top:0;width:100%;height:100%}
.tile .pic{object-fit:cover}
.tile .under{display:flex;flex-direction:column;align-items:center;justify-content:center;padding:8px;font-size:12px;line-height:1.3;text-align:center;overflow:hidden}
.tile .under span{display:block;max-width:100%;max-height:2.6em;overflow:hidden;margin-top:5px}
.tile .film{padding-bottom:34px}
.tile .play{position:absolute;right:7px;bottom:7px;width:26px;height:26px;border-radius:13px;background:rgba(0,0,0,.62);color:#fff;display:flex;align-items:center;justify-content:center}
.tile .play svg{width:13px;height:13px;fill:#fff;stroke:none;margin-left:2px}
.empty{padding:44px 16px;text-align:center}
.empty svg{width:40px;height:40px;margin-bottom:8px;stroke-width:1.4}
.foot{padding:14px 0 34px;font-size:13.5px;text-align:center}
.foot p+p{margin-top:2px}
.big{width:64px;height:64px;border-radius:20px;display:flex;align-items:center;justify-content:center;margin:0 auto 18px}
.big svg{width:32px;height:32px}
.middle{text-align:center;padding-top:34px;padding-bottom:34px}
.middle p{margin-top:8px}
.middle form,.middle .field{text-align:left}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0);white-space:nowrap}
@media (min-width:600px){
.wrap{padding:0 24px}
.card{padding:30px 32px}
h1{font-size:30px}
.tile{width:25%}
.actions{display:flex;flex-wrap:wrap;align-items:center}
.actions .button{width:auto}
.actions .button+.button{margin:0 0 0 12px}
.actions .hint{margin:0 0 0 16px}
}
@media (min-width:900px){.tile{width:20%}}
@media (prefers-reduced-motion:no-preference){.button,.tile .pic,.look a{transition:opacity .15s,background-color .15s}}
`;

const SENDING = `
.drop{border:2px dashed;border-radius:16px;padding:26px 16px;margin-top:20px;text-align:center}
.drop .button{max-width:340px;margin-left:auto;margin-right:auto}
.drop .or{margin-top:10px;font-size:15px}
.drop ul{margin-top:14px;font-size:14px}
.send{padding:12px 14px}
.send .line{display:flex;align-items:center}
.send .label b{font-weight:500}
.send .tools{display:flex;flex:none;margin-left:8px;margin-right:-8px}
.send button{display:flex;align-items:center;justify-content:center;width:44px;height:44px;border:0;background:none;border-radius:11px;cursor:pointer;padding:0}
.meter{height:6px;border-radius:3px;overflow:hidden;margin-top:8px}
.meter i{display:block;height:100%;width:0;border-radius:3px}
.whole{padding:16px 14px}
.whole .meter{height:9px;border-radius:5px;margin:8px 0 7px}
.whole .meter i{border-radius:5px}
.whole .line{display:flex;justify-content:space-between;align-items:center}
.sums{font-size:14px;display:flex;justify-content:space-between;flex-wrap:wrap}
.sums span{margin-right:12px}
.head{display:flex;align-items:center;justify-content:space-between;flex-wrap:wrap;margin:6px 0 10px}
.head .pair{display:flex;margin:4px -4px}
.head .button{width:auto;margin:0 4px}
.ok{display:flex;align-items:center;border-radius:12px;padding:11px 14px;margin-bottom:16px}
.ok svg{margin-right:10px}
#broken{margin:0 0 14px}
#full{margin:16px 0 0}
@media print{.top,.foot,.actions,.drop,.head .pair,.noprint,.skip{display:none!important}.card,.rows{border-radius:0}}
`;

const VIEWER = `
.viewer{position:fixed;left:0;top:0;right:0;bottom:0;z-index:8;background:#07090b;color:#f3f6f8;display:flex;flex-direction:column;touch-action:pan-y pinch-zoom}
.viewer .strip{display:flex;align-items:center;padding:6px 8px;flex:none;min-height:56px}
.viewer .what{flex:1 1 auto;min-width:0;padding:0 8px}
.viewer .what b{display:block;font-weight:500;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.viewer .what small{display:block;font-size:13px;color:#b4c0c8}
.viewer button,.viewer .save{display:flex;align-items:center;justify-content:center;width:48px;height:48px;border:0;border-radius:24px;background:rgba(255,255,255,.1);color:#fff;cursor:pointer;padding:0;margin-left:8px;flex:none}
.viewer button:hover,.viewer .save:hover{background:rgba(255,255,255,.22)}
.viewer .stage{position:relative;flex:1 1 auto;min-height:0;display:flex;align-items:center;justify-content:center;overflow:hidden}
.viewer .stage img,.viewer .stage video{max-width:100%;max-height:100%;position:absolute;left:0;top:0;right:0;bottom:0;margin:auto}
.viewer .stage video{width:100%;height:100%}
.viewer .stage .step{position:absolute;top:50%;margin:-24px 0 0;background:rgba(20,26,30,.66)}
.viewer .stage .before{left:8px}
.viewer .stage .after{right:8px}
.viewer .step[disabled]{visibility:hidden}
.viewer :focus{outline:3px solid #74d0e3;outline-offset:2px}
.viewer :focus:not(:focus-visible){outline:0}
.locked{overflow:hidden}
@media (max-width:599px){.viewer .stage .step{width:44px;height:44px}}
`;

const colours = (c: Palette): string => `
html{background:${c.canvas};color:${c.ink}}
a{color:${c.accentText}}
a:focus,button:focus,input:focus,video:focus,audio:focus,.choose:focus+.button{outline:3px solid ${c.accent};outline-offset:2px}
a:focus:not(:focus-visible),button:focus:not(:focus-visible),.choose:focus:not(:focus-visible)+.button{outline:0}
.row>a:focus,.tile a:focus{outline-offset:-3px}
.skip{background:${c.accent};color:${c.accentInk}}
.brand,.row>a:first-child{color:${c.ink}}
.card,.rows{background:${c.surface};border-color:${c.line};box-shadow:0 1px 2px ${c.shadow},0 8px 24px ${c.shadow}}
.face,.big{background:${c.accentSoft};color:${c.accentText}}
.meta,.hint,.from,.foot,.label small,.middle p,.sums,.drop .or,.drop ul,.note b,.empty,.plain{color:${c.muted}}
.chip{background:${c.sunken};color:${c.ink}}
.chip svg{color:${c.muted}}
.note{background:${c.sunken}}
.button{background:${c.accent};color:${c.accentInk}}
.button:hover{background:${c.accentStrong}}
.button.quiet{background:${c.surface};border-color:${c.lineStrong};color:${c.ink}}
.button.quiet:hover{background:${c.sunken}}
.field input{background:${c.surface};border-color:${c.lineStrong}}
.fault{background:${c.dangerSoft};color:${c.dangerText}}
.label small.bad{color:${c.dangerText}}
.label small.good{color:${c.successText}}
.ok{background:${c.successSoft};color:${c.successText}}
.shown{background:${c.sunken}}
.row,.rows{border-color:${c.line}}
.row>a:first-child:hover,.send button:hover{background:${c.sunken}}
.kind,.tile a{background:${c.sunken};color:${c.muted}}
.kind.folder,.kind.image,.kind.video,.kind.audio{background:${c.accentSoft};color:${c.accentText}}
.crumbs span{color:${c.ink}}
.crumbs svg{color:${c.muted}}
.look{background:${c.sunken}}
.look a{color:${c.muted}}
.look a[aria-current]{background:${c.surface};border-color:${c.line};color:${c.ink}}
.drop{border-color:${c.lineStrong}}
.drop.over{border-color:${c.accent};background:${c.accentSoft}}
.meter{background:${c.line}}
.meter i{background:${c.accent}}
.arrived .meter i{background:${c.successText}}
`;

/** The sheet of all pages. */
export const styleSheet = [
  SHAPES,
  SENDING,
  VIEWER,
  colours(light),
  `@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark}${colours(dark)}}`,
]
  .join('')
  .replaceAll(/\n/gu, '');
