/*
 * Phrases that tell what a line is. The tables are data: to add a phrase, add a row. They hold words of the trade and of
 * reading on a screen, never the name of a person, place or outlet.
 */
#include "evidence/line_cues.h"

#include <string.h>

typedef enum match {
    WHOLE,        /* the line is the phrase */
    BEGINS,       /* it begins with it */
    SHORT_BEGINS, /* the same, of a line of at most SHORT words that is no sentence, or with a colon after the phrase */
    SHORT_HOLDS,  /* it holds the phrase and has at most SHORT words */
    HOLDS,        /* it holds it, however long */
    SPEAKS,       /* it holds it and speaks to the reader outside of quotation marks, or is not long and quotes nobody */
    LABEL         /* it begins with it, and a colon stands right behind */
} match;

enum { SHORT = 14, NOT_LONG = 24 };

typedef struct row {
    match match;
    cas_line_kind kind;
    bool opens; /* lines of links or of an appeal follow */
    const char *phrase;
} row;

static const row rows[] = {
    /* Labels. */
    {LABEL, CAS_LINE_BYLINE, false, "source"},
    {LABEL, CAS_LINE_BYLINE, false, "sources"},
    {LABEL, CAS_LINE_BYLINE, false, "quelle"},
    {LABEL, CAS_LINE_BYLINE, false, "quellen"},
    {LABEL, CAS_LINE_BYLINE, false, "author"},
    {LABEL, CAS_LINE_BYLINE, false, "authors"},
    {LABEL, CAS_LINE_BYLINE, false, "editor"},
    {LABEL, CAS_LINE_BYLINE, false, "autor"},
    {LABEL, CAS_LINE_BYLINE, false, "text"},
    {LABEL, CAS_LINE_CAPTION, false, "photo"},
    {LABEL, CAS_LINE_CAPTION, false, "photos"},
    {LABEL, CAS_LINE_CAPTION, false, "image"},
    {LABEL, CAS_LINE_CAPTION, false, "picture"},
    {LABEL, CAS_LINE_CAPTION, false, "photograph"},
    {LABEL, CAS_LINE_CAPTION, false, "foto"},
    {LABEL, CAS_LINE_CAPTION, false, "bild"},
    {LABEL, CAS_LINE_CAPTION, false, "credit"},
    {LABEL, CAS_LINE_CAPTION, false, "photo credit"},
    {LABEL, CAS_LINE_CAPTION, false, "image credit"},
    {LABEL, CAS_LINE_CAPTION, false, "file photo"},
    {LABEL, CAS_LINE_CAPTION, false, "image source"},
    {LABEL, CAS_LINE_CAPTION, false, "image caption"},
    {LABEL, CAS_LINE_CAPTION, false, "media caption"},
    {LABEL, CAS_LINE_CAPTION, false, "file"},
    {LABEL, CAS_LINE_MENU, false, "disclaimer"},
    {LABEL, CAS_LINE_MENU, false, "lesezeit"},
    {LABEL, CAS_LINE_MENU, false, "reading time"},
    {LABEL, CAS_LINE_MENU, false, "tags"},
    {LABEL, CAS_LINE_MENU, false, "topics"},
    {LABEL, CAS_LINE_MENU, false, "keywords"},
    {LABEL, CAS_LINE_MENU, false, "categories"},
    {LABEL, CAS_LINE_MENU, false, "filed under"},
    {LABEL, CAS_LINE_RELATED, false, "related"},
    {LABEL, CAS_LINE_RELATED, false, "see also"},
    {LABEL, CAS_LINE_RELATED, false, "watch"},
    {LABEL, CAS_LINE_RELATED, false, "read"},
    {LABEL, CAS_LINE_RELATED, false, "more"},
    {LABEL, CAS_LINE_RELATED, false, "also on"},
    {LABEL, CAS_LINE_RELATED, false, "video"},
    {LABEL, CAS_LINE_RELATED, false, "videos"},
    {LABEL, CAS_LINE_RELATED, false, "podcast"},
    {LABEL, CAS_LINE_RELATED, false, "opinion"},
    {LABEL, CAS_LINE_RELATED, false, "analysis"},
    {LABEL, CAS_LINE_RELATED, false, "explainer"},
    {LABEL, CAS_LINE_RELATED, false, "in pictures"},
    {LABEL, CAS_LINE_RELATED, false, "in photos"},
    {LABEL, CAS_LINE_RELATED, false, "live"},
    {LABEL, CAS_LINE_RELATED, false, "don't miss"},
    {LABEL, CAS_LINE_SHARE, false, "share"},
    {LABEL, CAS_LINE_SHARE, false, "follow"},
    {LABEL, CAS_LINE_SHARE, false, "teilen"},
    {LABEL, CAS_LINE_DATELINE, false, "published"},
    {LABEL, CAS_LINE_DATELINE, false, "updated"},
    {LABEL, CAS_LINE_DATELINE, false, "last updated"},
    {LABEL, CAS_LINE_DATELINE, false, "posted"},
    {LABEL, CAS_LINE_DATELINE, false, "date"},
    {LABEL, CAS_LINE_DATELINE, false, "stand"},
    {LABEL, CAS_LINE_DATELINE, false, "aktualisiert"},
    {LABEL, CAS_LINE_DATELINE, false, "veröffentlicht"},
    /* Ratings. */
    {SHORT_HOLDS, CAS_LINE_RATING, false, "average rating"},
    {SHORT_HOLDS, CAS_LINE_RATING, false, "vote count"},
    {SHORT_HOLDS, CAS_LINE_RATING, false, "no votes so far"},
    {SHORT_HOLDS, CAS_LINE_RATING, false, "votes so far"},
    {SHORT_HOLDS, CAS_LINE_RATING, false, "rate this"},
    {SHORT_HOLDS, CAS_LINE_RATING, false, "first to rate"},
    {SHORT_HOLDS, CAS_LINE_RATING, false, "click on a star"},
    {SHORT_HOLDS, CAS_LINE_RATING, false, "star rating"},
    {SHORT_BEGINS, CAS_LINE_RATING, false, "how useful was this"},
    {BEGINS, CAS_LINE_RATING, false, "was this article"},
    {BEGINS, CAS_LINE_RATING, false, "was this page"},
    {BEGINS, CAS_LINE_RATING, false, "was this story"},
    {BEGINS, CAS_LINE_RATING, false, "did you find this"},
    {BEGINS, CAS_LINE_RATING, false, "how would you rate"},
    {SHORT_HOLDS, CAS_LINE_RATING, false, "did you like this"},
    {SHORT_HOLDS, CAS_LINE_RATING, false, "artikel bewerten"},
    {SHORT_HOLDS, CAS_LINE_RATING, false, "war dieser artikel"},
    /* Newsletters, subscriptions, appeals. */
    {SPEAKS, CAS_LINE_SUBSCRIBE, false, "newsletter"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, false, "newsletters"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, true, "sign up"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, false, "sign in"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, false, "log in to"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, true, "subscribe"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, false, "subscribers agree"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, true, "donate"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, true, "join us"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, true, "join our"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, true, "become a"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, true, "become our patron"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, true, "support the"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, true, "support us"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, true, "support our"},
    {SPEAKS, CAS_LINE_SUBSCRIBE, true, "support independent journalism"},
    {SPEAKS, CAS_LINE_SUBSCRIBE, true, "our independent journalism"},
    {SPEAKS, CAS_LINE_SUBSCRIBE, true, "our journalism"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, true, "your support"},
    {SPEAKS, CAS_LINE_SUBSCRIBE, true, "your donation"},
    {SPEAKS, CAS_LINE_SUBSCRIBE, true, "your contribution"},
    {SPEAKS, CAS_LINE_SUBSCRIBE, false, "your inbox"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, false, "in your mailbox"},
    {BEGINS, CAS_LINE_SUBSCRIBE, true, "dear reader"},
    {BEGINS, CAS_LINE_SUBSCRIBE, true, "dear readers"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, true, "a message from"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, true, "a note to our readers"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, true, "before you go"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, true, "for subscribers only"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, true, "subscribers only"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, true, "subscribe now"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, false, "already a subscriber"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, false, "already have an account"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, false, "create an account"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, false, "free trial"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, false, "privacy policy"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, false, "privacy notice"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, false, "terms of service"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "terms of use privacy policy"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, false, "terms of use"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, false, "terms and conditions"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, false, "unlock this"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, false, "breaking news alerts"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, false, "news alerts"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, false, "get our"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, false, "get the latest"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, false, "get unlimited"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, false, "download our"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, false, "download the app"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, false, "get the app"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, false, "enter your email"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, false, "your email address"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, false, "thank you for reading"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, false, "thanks for reading"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, false, "thank you for signing up"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, false, "turn on notifications"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, false, "remind me later"},
    {SHORT_BEGINS, CAS_LINE_SUBSCRIBE, false, "abonnieren sie"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, true, "unterstützen sie"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, false, "jetzt abonnieren"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, false, "jetzt spenden"},
    {BEGINS, CAS_LINE_SUBSCRIBE, true, "liebe leserinnen"},
    {BEGINS, CAS_LINE_SUBSCRIBE, true, "liebe leser"},
    {SHORT_HOLDS, CAS_LINE_SUBSCRIBE, false, "nur für abonnenten"},
    /* Sharing. */
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "share this"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "share on"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "share via"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "share article"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "share full article"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "share to"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "share with"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "follow us"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "find us on"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "like us on"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "click to share"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "click here to share"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "pin it on"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "copy link"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "copy url"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "copied to clipboard"},
    {SHORT_HOLDS, CAS_LINE_SHARE, false, "link copied"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "email this"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "print this"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "save this"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "bookmark"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "join our whatsapp"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "join our telegram"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "whatsapp channel"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "artikel teilen"},
    {SHORT_BEGINS, CAS_LINE_SHARE, false, "folgen sie uns"},
    /* Other articles. */
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "related"},
    {SHORT_BEGINS, CAS_LINE_RELATED, false, "click here"},
    {SHORT_BEGINS, CAS_LINE_RELATED, false, "tap here"},
    {BEGINS, CAS_LINE_RELATED, false, "read more"},
    {SHORT_BEGINS, CAS_LINE_RELATED, false, "read also"},
    {BEGINS, CAS_LINE_RELATED, false, "also read"},
    {BEGINS, CAS_LINE_RELATED, false, "read next"},
    {SHORT_BEGINS, CAS_LINE_RELATED, false, "read the full"},
    {SHORT_BEGINS, CAS_LINE_RELATED, false, "read our"},
    {SHORT_BEGINS, CAS_LINE_RELATED, false, "read original"},
    {SHORT_BEGINS, CAS_LINE_RELATED, false, "continue reading"},
    {SHORT_BEGINS, CAS_LINE_RELATED, false, "see also"},
    {SHORT_BEGINS, CAS_LINE_RELATED, false, "see more"},
    {SHORT_BEGINS, CAS_LINE_RELATED, false, "view more"},
    {SHORT_BEGINS, CAS_LINE_RELATED, false, "view all"},
    {SHORT_BEGINS, CAS_LINE_RELATED, false, "load more"},
    {SHORT_BEGINS, CAS_LINE_RELATED, false, "show more"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "more on"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "more from"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "more about"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "more in"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "more stories"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "more news"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "more videos"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "more headlines"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "more to read"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "more for you"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "explore more"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "latest news"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "latest videos"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "latest stories"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "latest articles"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "latest from"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "latest in"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "latest headlines"},
    {WHOLE, CAS_LINE_RELATED, true, "latest"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "top stories"},
    {WHOLE, CAS_LINE_RELATED, true, "top news"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "most read"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "most popular"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "most viewed"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "most recent"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "most watched"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "popular stories"},
    {WHOLE, CAS_LINE_RELATED, true, "popular"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "popular now"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "editor's pick"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "editor's picks"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "editors picks"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "recommended"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "recommended for you"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "suggested"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "trending"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "you may also"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "you might also"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "you might like"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "also on site"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "don't miss"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "in other news"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "what to read next"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "around the web"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "from our partners"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "special reports"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "previous article"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "next article"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "previous post"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "next post"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "previous story"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "next story"},
    {WHOLE, CAS_LINE_RELATED, true, "up next"},
    {SHORT_BEGINS, CAS_LINE_RELATED, false, "watch live"},
    {SHORT_BEGINS, CAS_LINE_RELATED, false, "watch more"},
    {SHORT_BEGINS, CAS_LINE_RELATED, false, "watch now"},
    {SHORT_BEGINS, CAS_LINE_RELATED, false, "watch the"},
    {WHOLE, CAS_LINE_RELATED, false, "watch"},
    {SHORT_BEGINS, CAS_LINE_RELATED, false, "live updates"},
    {SHORT_BEGINS, CAS_LINE_RELATED, false, "full coverage"},
    {WHOLE, CAS_LINE_RELATED, true, "no stories found"},
    {BEGINS, CAS_LINE_RELATED, false, "lesen sie auch"},
    {BEGINS, CAS_LINE_RELATED, false, "lesen sie mehr"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "mehr zum thema"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "zum thema"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "auch interessant"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "das könnte sie auch"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "meistgelesen"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "weitere artikel"},
    {SHORT_BEGINS, CAS_LINE_RELATED, true, "weitere themen"},
    {BEGINS, CAS_LINE_RELATED, false, "weiterlesen"},
    /* Who wrote it, and where the outlet has it from. */
    {SHORT_BEGINS, CAS_LINE_BYLINE, false, "published by"},
    {SHORT_BEGINS, CAS_LINE_BYLINE, false, "posted by"},
    {SHORT_BEGINS, CAS_LINE_BYLINE, false, "written by"},
    {SHORT_BEGINS, CAS_LINE_BYLINE, false, "story by"},
    {SHORT_BEGINS, CAS_LINE_BYLINE, false, "edited by"},
    {SHORT_BEGINS, CAS_LINE_BYLINE, false, "author"},
    {SHORT_BEGINS, CAS_LINE_BYLINE, false, "editor"},
    {SHORT_BEGINS, CAS_LINE_BYLINE, false, "web editor"},
    {SHORT_BEGINS, CAS_LINE_BYLINE, false, "reported by"},
    {BEGINS, CAS_LINE_BYLINE, false, "reporting by"},
    {BEGINS, CAS_LINE_BYLINE, false, "additional reporting"},
    {BEGINS, CAS_LINE_BYLINE, false, "editing by"},
    {BEGINS, CAS_LINE_BYLINE, false, "writing by"},
    {SHORT_BEGINS, CAS_LINE_BYLINE, false, "translated by"},
    {SHORT_BEGINS, CAS_LINE_BYLINE, false, "compiled by"},
    {SHORT_BEGINS, CAS_LINE_BYLINE, false, "with reporting"},
    {SHORT_HOLDS, CAS_LINE_BYLINE, false, "contributed to this"},
    {HOLDS, CAS_LINE_BYLINE, false, "contributed to this report"},
    {HOLDS, CAS_LINE_BYLINE, false, "contributed reporting"},
    {SHORT_HOLDS, CAS_LINE_BYLINE, false, "inputs from"},
    {SHORT_HOLDS, CAS_LINE_BYLINE, false, "input from"},
    {SHORT_HOLDS, CAS_LINE_BYLINE, false, "news desk"},
    {SHORT_HOLDS, CAS_LINE_BYLINE, false, "web desk"},
    {SHORT_HOLDS, CAS_LINE_BYLINE, false, "newsroom staff"},
    {SHORT_HOLDS, CAS_LINE_BYLINE, false, "staff writer"},
    {SHORT_HOLDS, CAS_LINE_BYLINE, false, "staff reporter"},
    {SHORT_HOLDS, CAS_LINE_BYLINE, false, "senior correspondent"},
    {SHORT_HOLDS, CAS_LINE_BYLINE, false, "foreign correspondent"},
    {SHORT_HOLDS, CAS_LINE_BYLINE, false, "diplomatic correspondent"},
    {SHORT_HOLDS, CAS_LINE_BYLINE, false, "staff agencies"},
    {SHORT_HOLDS, CAS_LINE_BYLINE, false, "and agencies"},
    {WHOLE, CAS_LINE_BYLINE, false, "agencies"},
    {HOLDS, CAS_LINE_BYLINE, false, "appeared first on"},
    {HOLDS, CAS_LINE_BYLINE, false, "first appeared on"},
    {HOLDS, CAS_LINE_BYLINE, false, "was originally published"},
    {HOLDS, CAS_LINE_BYLINE, false, "originally appeared"},
    {HOLDS, CAS_LINE_BYLINE, false, "this story has not been edited"},
    {HOLDS, CAS_LINE_BYLINE, false, "auto generated from a syndicated feed"},
    {HOLDS, CAS_LINE_BYLINE, false, "published from a syndicated feed"},
    {SHORT_BEGINS, CAS_LINE_BYLINE, false, "source site"},
    {SHORT_BEGINS, CAS_LINE_BYLINE, false, "view original"},
    {SHORT_BEGINS, CAS_LINE_BYLINE, false, "ein beitrag von"},
    {SHORT_BEGINS, CAS_LINE_CAPTION, false, "image source"},
    {SHORT_BEGINS, CAS_LINE_CAPTION, false, "image caption"},
    {SHORT_BEGINS, CAS_LINE_CAPTION, false, "media caption"},
    {SHORT_BEGINS, CAS_LINE_CAPTION, false, "file photo"},
    {WHOLE, CAS_LINE_BYLINE, false, "ap"},
    {WHOLE, CAS_LINE_BYLINE, false, "afp"},
    {WHOLE, CAS_LINE_BYLINE, false, "reuters"},
    {WHOLE, CAS_LINE_BYLINE, false, "dpa"},
    {WHOLE, CAS_LINE_BYLINE, false, "epa"},
    {WHOLE, CAS_LINE_BYLINE, false, "upi"},
    {WHOLE, CAS_LINE_BYLINE, false, "xinhua"},
    {WHOLE, CAS_LINE_BYLINE, false, "associated press"},
    {WHOLE, CAS_LINE_BYLINE, false, "the associated press"},
    {WHOLE, CAS_LINE_BYLINE, false, "agence france presse"},
    {WHOLE, CAS_LINE_BYLINE, false, "pti"},
    {WHOLE, CAS_LINE_BYLINE, false, "ani"},
    {WHOLE, CAS_LINE_BYLINE, false, "ians"},
    /* Placeholders, navigation, comment forms, notices. */
    {WHOLE, CAS_LINE_MENU, false, "menu"},
    {WHOLE, CAS_LINE_MENU, false, "home"},
    {WHOLE, CAS_LINE_MENU, false, "search"},
    {WHOLE, CAS_LINE_MENU, false, "close"},
    {WHOLE, CAS_LINE_MENU, false, "login"},
    {WHOLE, CAS_LINE_MENU, false, "log in"},
    {WHOLE, CAS_LINE_MENU, false, "register"},
    {WHOLE, CAS_LINE_MENU, false, "sections"},
    {WHOLE, CAS_LINE_MENU, false, "contact"},
    {WHOLE, CAS_LINE_MENU, false, "contact us"},
    {WHOLE, CAS_LINE_MENU, false, "about us"},
    {WHOLE, CAS_LINE_MENU, false, "loading"},
    {WHOLE, CAS_LINE_MENU, false, "photos"},
    {WHOLE, CAS_LINE_MENU, false, "gallery"},
    {WHOLE, CAS_LINE_MENU, false, "x"},
    {WHOLE, CAS_LINE_MENU, false, "lock"},
    {WHOLE, CAS_LINE_MENU, false, "ad"},
    {WHOLE, CAS_LINE_MENU, false, "ads"},
    {WHOLE, CAS_LINE_MENU, false, "anzeige"},
    {WHOLE, CAS_LINE_MENU, false, "werbung"},
    {WHOLE, CAS_LINE_MENU, false, "comments"},
    {WHOLE, CAS_LINE_MENU, false, "comment"},
    {WHOLE, CAS_LINE_MENU, false, "kommentare"},
    {WHOLE, CAS_LINE_MENU, false, "kommentieren"},
    {WHOLE, CAS_LINE_MENU, false, "startseite"},
    {WHOLE, CAS_LINE_MENU, false, "back to top"},
    {WHOLE, CAS_LINE_MENU, false, "go to content"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "post views"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "advertisement"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "advertising"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "below this ad"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "sponsored"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "continues below"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "continues after"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "scroll to continue"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "skip to"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "skip menu"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "jump to"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "leave a comment"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "leave a reply"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "leave your"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "write a comment"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "post a comment"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "add a comment"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "join the conversation"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "join the discussion"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "view comments"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "show comments"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "no comments"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "comments are"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "comments section"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "lesezeit"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "zur startseite"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "be the first to comment"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "have your say"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "required fields are marked"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "will not be published"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "fill out this field"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "please enter"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "please use"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "please refresh"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "please enable"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "enable javascript"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "your browser"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "browser preferences"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "agree with the terms"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "cookie consent"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "use cookies"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "uses cookies"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "cookie policy"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "cookie settings"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "all rights reserved"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "copyright"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "our standards"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "trust principles"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "tags"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "topics"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "filed under"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "categories"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "category"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "keywords"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "schlagworte"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "short url"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "listen to this"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "listen to article"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "watch on demand"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "text size"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "font size"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "change text size"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "toggle"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "try our"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "explore what"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "request free trial"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "send us"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "report an error"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "report a typo"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "found a mistake"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "if you notice an error"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "select a star"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "use the arrow keys"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "your browser does not"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "embed"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "an error has occurred"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "add us as"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "add as a preferred"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "choose us"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "preferred source"},
    {SHORT_BEGINS, CAS_LINE_MENU, false, "make us preferred"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "min read"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "mins read"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "minute read"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "minutes read"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "reading time"},
    {SHORT_HOLDS, CAS_LINE_MENU, false, "min lesezeit"},
};

/* True if a colon stands right behind the first `words` words of the line. */
static bool has_colon_behind(const cas_line_words *line, const char *phrase)
{
    const char *colon = memchr(line->line.at, ':', line->line.length);
    if (!colon)
        return false;
    size_t letters = 0, before = 0;
    for (const char *at = phrase; *at; at++)
        letters += *at != ' ' && *at != '\'';
    for (const char *at = line->line.at; at < colon; at++)
        before += (*at >= '0' && *at <= '9') || (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (unsigned char)*at >= 0xc3;
    return before <= letters;
}

static bool matches(const cas_line_words *line, const row *entry)
{
    const bool is_short = line->count <= SHORT;
    switch (entry->match) {
    case WHOLE: return cas_words_are(line, entry->phrase);
    case BEGINS: return cas_words_begin(line, entry->phrase);
    case SHORT_BEGINS:
        return cas_words_begin(line, entry->phrase) &&
               (has_colon_behind(line, entry->phrase) || (is_short && (!line->ends_sentence || line->count <= 6 || line->addresses_reader)));
    case SHORT_HOLDS: return is_short && cas_words_hold(line, entry->phrase);
    case HOLDS: return cas_words_hold(line, entry->phrase);
    case SPEAKS: return cas_words_hold(line, entry->phrase) && (line->addresses_reader || (line->count <= NOT_LONG && !line->has_quotes));
    case LABEL: return cas_words_begin(line, entry->phrase) && has_colon_behind(line, entry->phrase);
    }
    return false;
}

enum { ROWS = sizeof rows / sizeof *rows };

struct cas_line_cues {
    cas_names first_words;
    uint16_t first[ROWS], next[ROWS]; /* row + 1, by first word and by row; 0: none */
};

const cas_line_cues *cas_line_cues_open(cas_arena *arena)
{
    cas_line_cues *cues = CAS_NEW(arena, cas_line_cues);
    cues->first_words.arena = arena;
    for (size_t i = ROWS; i-- > 0;) {
        const int word = cas_names_add(&cues->first_words, (cas_text){rows[i].phrase, strcspn(rows[i].phrase, " ")});
        cues->next[i] = cues->first[word];
        cues->first[word] = (uint16_t)(i + 1);
    }
    return cues;
}

static bool only_at_the_beginning(match how)
{
    return how != SHORT_HOLDS && how != HOLDS && how != SPEAKS;
}

/* A longer phrase knows more than a shorter one. */
cas_line_kind cas_line_cue(const cas_line_cues *cues, const cas_line_words *words, bool *opens)
{
    const row *best = NULL;
    size_t at = 0, number = 0;
    for (cas_text word; cas_words_next(words, &at, &word); number++) {
        const int known = cas_names_find(&cues->first_words, word);
        for (size_t i = known >= 0 ? cues->first[known] : 0; i; i = cues->next[i - 1]) {
            const row *entry = &rows[i - 1];
            if ((number == 0 || !only_at_the_beginning(entry->match)) && (!best || strlen(entry->phrase) > strlen(best->phrase)) && matches(words, entry))
                best = entry;
        }
    }
    *opens = best && best->opens;
    return best ? best->kind : CAS_LINE_BODY;
}
