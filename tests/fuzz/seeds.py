"""Texts that are broken in a thousand ways: written for this, so that every kind of sentence the monitor reads is there."""

SEEDS = (
    "GOMA, Congo, May 1 (Testwire) - More than 30,000 people have fled fighting around Sake since Monday, the United "
    'Nations refugee agency said on Wednesday.\n\n"They come with nothing," said a spokeswoman, Ines Duarte. She added '
    "that 14 children had died on the road.\n\nThe army denied that it had shelled the camp.",
    "IDLIB, Syria (Testwire) - Warplanes struck three villages on Tuesday, killing at least 12 people and wounding about "
    "40, a war monitor said. Another 6 were missing. The toll stood at 9 on Monday. Since 2011 more than 300,000 have been "
    "killed.\n\nA hospital in Maarat al-Numan was put out of service.",
    "UNITED NATIONS, May 2 (Testwire) - Russia vetoed on Thursday a Security Council resolution to extend cross-border "
    "aid, the third time in a year. China abstained. Diplomats feared that 2.4 million people could be cut off.",
    "KHARTOUM (Testwire) - The truce agreed in Jeddah was violated nine times overnight by shelling of Omdurman, the "
    'mediators said. Neither side could be reached for comment. "If it happens again we will answer," General Osman '
    "warned.",
    "MAIDUGURI, Nigeria, April 30 (Testwire) - Gunmen on motorcycles killed between 17 and 20 villagers near Dikwa, a "
    "local chief, Bukar Modu, told reporters by telephone. Some 1,500 families - tens of thousands of people - went to "
    "Ngala. In 2014 the group took 25 towns and villages.",
    "TAIZ, Yemen - Aid convoys were blocked for a fourth day at the only crossing; the World Food Programme suspended its "
    "work. Officials say that no one was hurt. It was not clear who fired the rockets.",
    "KHARKIV, Ukraine, Nov. 16 (Testwire) - Drones hit an apartment block, a school and two power stations. Five dead, "
    "eleven injured, among them a girl of 7, Governor Petro Koval wrote. One body was later found. The mayor put the "
    "toll at 8.",
    "Five things to know about the siege\n\n- It began on Dec. 3\n- Half a million live there\n- 43 died last week\n\n"
    "BANGUI (Testwire) - Rebels seized Bria and Bambari at dawn, then left. The UN mission, MINUSCA, recovered nineteen "
    "bodies.",
    "KABUL, Dec 24 - A magnitude 5.9 earthquake displaced 4,000 households; police said a bus crash killed six. A film "
    "about the war opens on Friday. Shares fell 3.2 percent to 1,204.50.",
    "CORRECTED: ADEN, Yemen (Testwire) - In paragraph 2 please read 14 dead (not 40). Forces loyal to the council said "
    "they had retaken the airport. The figures could not be verified.",
    "GAZA, Oct. 20 (Testwire) - The health ministry said 71 Palestinians had been killed in the past 24 hours, bringing "
    "the total since last year to 42,603. Israel's military said it struck militants. Thousands were told to leave "
    "Jabalia.",
    "PORT-AU-PRINCE, Haiti - Gangs burned the market of Croix-des-Bouquets, says the IOM: 7,812 newly displaced, of whom "
    "one third are children, now stay at 12 sites. Schools stay closed.",
    "The warring parties signed a ceasefire in Nairobi on Saturday. The crossing at Renk reopened and about 900 refugees "
    'returned. "We will see," said aid worker Maria Lund of Medecins Sans Frontieres.',
    "BUKAVU, DRC, Feb. 15 (Testwire) -- M23 fighters entered the town; residents heard gunfire -- and then silence. At "
    "least 3 soldiers, 2 policemen and a nun were shot dead. Up to 50,000 may flee, Save the Children warned.",
)
HEADLINES = (
    "UPDATE 2-Thousands flee fighting in east Congo",
    "Air strikes kill 12 in Idlib - monitor",
    "KILL KILL KILL - Market raid",
    "FACTBOX-The war in numbers",
    "Russia vetoes aid resolution",
    "",
    "CORRECTED-Fourteen die in Aden clash",
    "ADVISORY: Testwire diary for Thursday",
    "FLASH: OVER 40,000 DISPLACED",
)
WORDS = tuple(
    """killed wounded injured displaced fled flee homeless evacuated dead bodies toll people civilians families households
    soldiers fighters rebels children at least more than up to about between and none of them no not never neither nor
    denied feared could may would if unless before since until after last next week yesterday Monday Dec. 3 2014 the past
    four days air strike drone shelling rockets mortar artillery siege truce ceasefire violated breach broke agreed veto
    vetoed resolution aid convoy blocked crossing shut closed suspended hospital school market camp hit seized captured
    retook town village villages province east of near outside Aleppo Idlib Homs Goma Taiz Mosul Kabul Gaza Khartoum
    Kharkiv Mali Sudan Ukraine Yemen Syria Jordan Georgia Washington said told reporters according to the Observatory
    United Nations OCHA UNHCR police officials warned of famine total bringing to one two dozen hundreds thousands tens of
    million 3 14 1,500 30,000 2.4 % 12-year-old - -- ; : , . " “ ” ( ) ' ’s""".split()
)
SIGNS = tuple(
    "\u202e \u202d \u2066 \u2069 \u200f \u200b \u200d \ufeff \u00ad \u0301\u0301\u0301 \x00 \x1b[31m \x85 \u2028 \u2029 \x0b \x0c "
    "\ufffd \U0001f4a5 \U000e0041 ﷽ ١٢٣ १२३ ⅷ ² ½ ０ 〇 万 İ ı ß ﬁ ʼ ٬ ｡ … ‰ № \t\t\t \r \r\n \n\n\n \u3000 \xa0 , . - — \" ' ( ) [ ] { } \\ / | "
    "$ % & * + ? ^ ~ ` < > = # @ ! ; :".split(" ")
)  # fmt: skip
MARKUP = (
    "<p>", "</p>", "<br/>", "<div>" * 50, "</div>" * 50, "<!-- ", "-->", "<![CDATA[", "]]>", "&amp;" * 9, "&#x202e;", "&#0;",
    "&#xD800;", "&#99999999999;", "&nbsp", "<script>alert(1)</script>", "<style>p{}</style>", "<a href='javascript:x'>",
    '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>', "&b;", '<?xml version="1.0"?>', "<" * 30,
    "<p " + "x='" * 30, '<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;", "{{7*7}}", "${jndi:ldap://x}", "%s%n", "\\x00",
)  # fmt: skip
