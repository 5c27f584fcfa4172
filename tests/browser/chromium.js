// Where the browser is: Debian's, or the one named in CHROMIUM.
export const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
