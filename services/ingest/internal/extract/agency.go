package extract

import "strings"

// agencies are the wire services, by the letters of their names as they stand
// in bylines, datelines and credits. The value is the name and, behind a bar,
// the site on which the agency is itself the publisher.
var agencies = map[string]string{
	"reuters": "Reuters|reuters.com", "thomsonreuters": "Reuters|reuters.com", "ap": "AP|apnews.com", "associatedpress": "AP|apnews.com",
	"apnews": "AP|apnews.com", "afp": "AFP|afp.com", "agencefrancepresse": "AFP|afp.com", "dpa": "dpa|dpa.com",
	"deutschepresseagentur": "dpa|dpa.com", "efe": "EFE|efe.com", "agenciaefe": "EFE|efe.com", "ansa": "ANSA|ansa.it",
	"xinhua": "Xinhua|news.cn", "xinhuanewsagency": "Xinhua|news.cn", "tass": "TASS|tass.com", "itartass": "TASS|tass.com",
	"interfax": "Interfax|interfax.com", "interfaxukraine": "Interfax-Ukraine|interfax.com.ua", "ukrinform": "Ukrinform|ukrinform.net",
	"rianovosti": "RIA Novosti|ria.ru", "sputnik": "Sputnik|sputnikglobe.com", "belta": "BelTA|belta.by", "kyodo": "Kyodo|kyodonews.net",
	"kyodonews": "Kyodo|kyodonews.net", "jiji": "Jiji Press|jiji.com", "jijipress": "Jiji Press|jiji.com", "yonhap": "Yonhap|yna.co.kr",
	"yonhapnewsagency": "Yonhap|yna.co.kr", "kcna": "KCNA|kcna.kp", "pti": "PTI|ptinews.com", "presstrustofindia": "PTI|ptinews.com",
	"ani": "ANI|aninews.in", "ians": "IANS|ianslive.in", "uni": "UNI|uniindia.com", "upi": "UPI|upi.com",
	"unitedpressinternational": "UPI|upi.com", "bloomberg": "Bloomberg|bloomberg.com", "bloombergnews": "Bloomberg|bloomberg.com",
	"pamedia": "PA Media|pamediagroup.com", "pressassociation": "PA Media|pamediagroup.com", "pa": "PA Media|pamediagroup.com", "aap": "AAP|aap.com.au",
	"australianassociatedpress": "AAP|aap.com.au", "thecanadianpress": "The Canadian Press|thecanadianpress.com",
	"canadianpress": "The Canadian Press|thecanadianpress.com", "anadolu": "Anadolu|aa.com.tr", "anadoluagency": "Anadolu|aa.com.tr",
	"bernama": "Bernama|bernama.com", "antara": "Antara|antaranews.com", "wam": "WAM|wam.ae", "saudipressagency": "SPA|spa.gov.sa",
	"spa": "SPA|spa.gov.sa", "kuna": "KUNA|kuna.net.kw", "qna": "QNA|qna.org.qa", "petra": "Petra|petra.gov.jo", "sana": "SANA|sana.sy",
	"irna": "IRNA|irna.ir", "mena": "MENA|mena.org.eg", "nan": "NAN|nannews.ng", "pap": "PAP|pap.pl", "ctk": "ČTK|ctk.cz", "čtk": "ČTK|ctk.cz",
	"mti": "MTI|mti.hu", "agerpres": "Agerpres|agerpres.ro", "tanjug": "Tanjug|tanjug.rs", "hina": "HINA|hina.hr", "ntb": "NTB|ntb.no",
	"ritzau": "Ritzau|ritzau.dk", "belga": "Belga|belga.be", "anp": "ANP|anp.nl", "lusa": "Lusa|lusa.pt", "bns": "BNS|bns.lt", "elta": "ELTA|elta.lt",
	"leta": "LETA|leta.lv", "vna": "VNA|vnanet.vn", "philippinenewsagency": "PNA|pna.gov.ph", "apa": "APA|apa.at", "cnawire": "CNA|focustaiwan.tw",
}

// agency finds the wire service of a name, unless the page is its own.
func agency(name, own string) string {
	low := strings.ToLower(strings.TrimSpace(name))
	key := keyOf(strings.TrimPrefix(low, "the "))
	found, known := agencies[key]
	if !known || len(key) <= 4 && name != strings.ToUpper(name) && key != "dpa" && key != "tass" {
		return "" // "Ani" and "Nan" are people
	}
	label, home, _ := strings.Cut(found, "|")
	if own != "" && site(own) == home {
		return ""
	}
	return label
}
