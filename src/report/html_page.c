/*
 * The frame of a page that loads nothing and runs nothing, for screens in light and dark and for paper.
 *
 * Colour never speaks alone: verdicts are words, vetoes have a mark. Folded parts are <details>, which keyboards and screen readers know, and which are
 * opened for paper.
 */
#include "report/html_page.h"

#include "report/picture.h"

static const char style[] =
    ":root{color-scheme:light dark;--ink:#1c2024;--paper:#fff;--soft:#5a6169;--line:#d4d8dd;--wash:#f4f6f8;--good:#10692f;--bad:#a1151f;"
    "--doubt:#7a4b00;--link:#0b4f9c;--good-wash:#e6f4ea;--bad-wash:#fbe9ea;--doubt-wash:#fdf3e1}\n"
    "@media(prefers-color-scheme:dark){:root{--ink:#e7eaee;--paper:#14171a;--soft:#a3abb4;--line:#3a4149;--wash:#1d2126;--good:#6fd08f;"
    "--bad:#ff8f94;--doubt:#f0bd6a;--link:#8fc1ff;--good-wash:#12301c;--bad-wash:#3a1518;--doubt-wash:#33260d}}\n"
    "*{box-sizing:border-box}html{scroll-padding-top:1rem}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 "
    "system-ui,-apple-system,\"Segoe UI\",\"Liberation Sans\",sans-serif}main,header,footer,nav{max-width:62rem;margin:0 auto;padding:0 1rem}\n"
    "h1{font-size:1.9rem;line-height:1.2;margin:1.5rem 0 .3rem;overflow-wrap:anywhere}h2{font-size:1.4rem;margin:2.5rem 0 .4rem;border-top:1px solid "
    "var(--line);padding-top:1.2rem}h3{font-size:1.1rem;margin:1.6rem 0 .2rem;overflow-wrap:anywhere}h5{margin:.6rem 0 .2rem;font-size:1rem}\n"
    "p,li{max-width:46rem;overflow-wrap:anywhere}a{color:var(--link)}nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;list-style:none;padding:0}\n"
    ".skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.3rem .6rem}\n"
    ".wide{overflow-x:auto;margin:.6rem 0}table{border-collapse:collapse;font-size:.92rem}caption{text-align:left;font-weight:600;padding:.2rem 0}\n"
    "th,td{text-align:left;vertical-align:top;padding:.28rem .7rem .28rem 0;border-bottom:1px solid var(--line);overflow-wrap:break-word;max-width:32rem}\n"
    "th{font-weight:600}tbody th{max-width:22rem}.good{color:var(--good);font-weight:600}.bad{color:var(--bad);font-weight:600}.doubt{color:var(--doubt);font-weight:600}.strong{font-weight:600}\n"
    ".faint{color:var(--soft)}details{margin:.3rem 0;border-left:3px solid var(--line);padding-left:.8rem}summary{cursor:pointer;padding:.15rem 0;overflow-wrap:anywhere}\n"
    "summary:focus-visible,a:focus-visible,.wide:focus-visible{outline:2px solid var(--link);outline-offset:2px}\n"
    ".chip{display:inline-block;border:1px solid var(--line);background:var(--wash);border-radius:1rem;padding:0 .6rem;margin:.1rem 0;overflow-wrap:anywhere}\n"
    ".critical td{font-weight:600}.course td:first-child{white-space:nowrap}.grid td:not(:first-child),.grid th:not(:first-child){text-align:center;padding-right:.4rem}\n"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--wash);padding:.5rem .7rem;margin:.2rem 0;font-size:.9rem}del{color:var(--bad);text-decoration:none}"
    "ins{color:var(--good);text-decoration:none}\n"
    "svg{height:auto;display:block}.picture{overflow-x:auto;margin:.6rem 0}.picture:focus-visible{outline:2px solid var(--link);outline-offset:2px}\n"
    ".cell-good{background:var(--good-wash)}.cell-bad{background:var(--bad-wash)}.cell-doubt{background:var(--doubt-wash)}.matrix td,.matrix th{padding:.4rem .6rem;max-width:15rem}"
    ".matrix small{color:var(--soft)}.brief td,.brief th{padding-right:1rem;overflow-wrap:anywhere;min-width:6rem}.glance{margin:.8rem 0}main.library{max-width:78rem}dt{margin-top:.4rem}dd{margin:0 0 0 1rem;max-width:46rem}h4{margin:1rem 0 .3rem;font-size:1rem}\n"
    ".against{display:flex;flex-wrap:wrap;align-items:center;gap:.6rem;margin:.6rem 0}.side{flex:1 1 14rem;border:1px solid var(--line);border-radius:.5rem;padding:.5rem .8rem}"
    ".versus{font-weight:600}\n"
    ".line{display:grid;grid-template-columns:3rem minmax(0,1.4fr) minmax(0,1fr);gap:.6rem;font-size:.86rem}.line:target{background:var(--wash)}.line code{white-space:pre-wrap;"
    "overflow-wrap:anywhere;font-family:ui-monospace,\"Liberation Mono\",monospace}.number{color:var(--soft);text-align:right}.note p{margin:0 0 .3rem}\n"
    "@media(max-width:46rem){.brief thead{position:absolute;left:-99rem}.brief tr,.brief th,.brief td{display:block;border:0;padding:.1rem 0;max-width:none}.brief tr{border-bottom:1px solid var(--line);"
    "padding:.5rem 0}.brief td::before{content:attr(data-head)\": \";color:var(--soft);font-weight:400}.line{grid-template-columns:2.2rem minmax(0,1fr)}.note{grid-column:2}body{font-size:15px}}\n"
    "@media print{:root{--ink:#000;--paper:#fff;--soft:#444;--line:#bbb;--wash:#f2f2f2;--good:#0b5a26;--bad:#8c0d17;--doubt:#6b4100;--link:#000;--good-wash:#eee;--bad-wash:#eee;--doubt-wash:#eee}nav,.skip{display:none}"
    "@page{size:A4;margin:16mm 14mm}body{font-size:9.5pt}h2,h3,summary,caption{break-after:avoid}tr,.against,.line,svg{break-inside:avoid}.grid{display:none}.brief,#brief ul{font-size:8.5pt;line-height:1.3}.brief td,.brief th{padding:.1rem .5rem .1rem 0;min-width:0}h2{margin:1.2rem 0 .3rem;padding-top:.5rem}main,header{max-width:none;padding:0}p,li{max-width:none}details::details-content{content-visibility:visible;display:block}.wide,.picture{overflow:visible}.picture svg{max-width:100%}#brief+section{break-before:page}section>h3,h4{break-after:avoid}}\n";

void cas_html_begin(cas_builder *out, const char *language, const char *title, const char *skip)
{
    cas_putf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", language);
    cas_puts(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
    cas_html_puts(out, title);
    cas_puts(out, "</title>\n<style>\n");
    cas_puts(out, style);
    cas_puts(out, cas_picture_style);
    cas_puts(out, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">");
    cas_html_puts(out, skip);
    cas_puts(out, "</a>\n");
}
