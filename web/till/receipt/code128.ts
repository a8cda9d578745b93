// A Code 128 barcode (ISO/IEC 15417) as the widths of its bars and spaces: letters in set B, runs of digits in set C.

const WIDTHS =
  "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221" +
  "223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321" +
  "112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131" +
  "311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114" +
  "122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141" +
  "214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232";
const STOP = "2331112";
const START_B = 104;
const START_C = 105;
const TO_B = 100;
const TO_C = 99;

export function symbolsOf(text: string): number[] {
  const symbols: number[] = [];
  let inC = false;
  for (let at = 0; at < text.length;) {
    const digits = /^\d*/.exec(text.slice(at))![0].length;
    if (digits >= (inC ? 2 : 4) && digits % 2 === 0) {
      if (!inC) symbols.push(symbols.length === 0 ? START_C : TO_C);
      inC = true;
      symbols.push(Number(text.slice(at, at + 2)));
      at += 2;
    } else {
      if (inC || symbols.length === 0) symbols.push(symbols.length === 0 ? START_B : TO_B);
      inC = false;
      symbols.push(text.charCodeAt(at) - 32);
      at += 1;
    }
  }
  const check = symbols.reduce((sum, symbol, index) => sum + symbol * Math.max(index, 1), 0) % 103;
  return [...symbols, check];
}

/** Widths in modules: bar, space, bar … */
export function code128(text: string): number[] {
  if (!/^[ -~]+$/.test(text)) throw new RangeError("Code 128 set B carries plain ASCII only");
  const pattern =
    symbolsOf(text)
      .map((symbol) => WIDTHS.slice(symbol * 6, symbol * 6 + 6))
      .join("") + STOP;
  return Array.from(pattern, Number);
}

/** The same as one SVG path of unit height, and its width. */
export function code128Path(text: string): { path: string; width: number } {
  let x = 0;
  let path = "";
  code128(text).forEach((width, index) => {
    if (index % 2 === 0) path += `M${x} 0h${width}v1h-${width}z`;
    x += width;
  });
  return { path, width: x };
}
