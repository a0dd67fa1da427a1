# ruff: noqa: E501 - lists of words in many languages
"""The words with which agencies say what an item does to earlier copy, as patterns; see `signals` for how they count.

By family: Germanic, Romance, Slavic in both scripts, Baltic, Finnic, Greek, Turkic, Albanian, Hungarian, Romanian;
Arabic, Persian, Urdu, Hebrew; Hindi, Bengali; Indonesian, Vietnamese, Thai, Filipino, Swahili; Chinese, Japanese, Korean.
A word that also is an everyday one in another language stands under its own language only.
"""

from __future__ import annotations

from wiredesk.core.model import Signal

_KILL = (
    r"(?:MANDATORY |BULLETIN |STORY |PHOTO |ADVISORY )?KILL(?:ED)?|(?:STORY|ITEM|ARTICLE|REPORT) (?:IS |HAS BEEN )?(?:WITHDRAWN|RETRACTED"
    r"|CANCELL?ED|KILLED)|WITHDRAWN|WITHDRAWS|WITHDRAWAL|RETRACTION|RETRACTED|RETRACTS|DELETE|ELIMINATION"
    r"|ANNULATION|ANNUL[ÉE]E?|DÉPÊCHE ANNULÉE|ANULACIÓN|ANULAD[AO]|ANULA|ANULAÇÃO|ANULAR|ANULÁNDOSE|ANNULLAMENTO|ANNULLAT[AO]|ANNULLARE|CANCELAD[AO]"
    r"|ANUL·LACIÓ|ANUL·LA(?:T|DA)|ANULAT[ĂA]?|ANULARE"
    r"|ZURÜCKGEZOGEN|ZURÜCKZIEHUNG|RÜCKZUG|RÜCKRUF DER MELDUNG|ACHTUNG SPERRUNG|STORNO|STORNIERUNG|STORNIERT|WIDERRUF|INGETROKKEN|INTREKKING"
    r"|TILBAKETRUKKET|TILBAGETRUKKET|TRUKKET(?: TILBA[KG]E)?|TREKKES(?: TILBAKE)?|TRÆKKES TILBAGE|INDRAGEN|DRAS TILLBAKA|ÅTERKALLA[DST]|STRYKES?|UTGÅR|ANNULLERE[ST]"
    r"|PERUTTU|PERUUTUS|MITÄTÖITY|MITÄTÖINTI|WYCOFAN[AEY]|WYCOFANIE|ANULOWAN[AEY]|ANULUJEMY|ANULACJA|STAŽENO|ZRUŠENO|ZRUŠENÉ|STIAHNUTÉ|VISSZAVONVA|VISSZAVONÁS|TÖRÖLVE"
    r"|PONIŠTENO|PONIŠTAVA SE|POVUČENO|POVLAČI SE|PREKLIC(?:ANO)?|UMIK|ATŠAUKIAMA|ATSAUKTS|TÜHISTATUD|ANULOHET|ΑΚΥΡΩΣΗ|ΑΚΥΡΩΝΕΤΑΙ|ΑΝΑΚΛΗΣΗ|ΑΝΑΚΑΛΕΙΤΑΙ"
    r"|АННУЛИРОВАН[ОАИ]?Е?|АННУЛИРУЕТСЯ|АННУЛЯЦИЯ|ОТМЕНА|ОТМЕН[ЕЯ]Н[ОА]|ОТМЕНЯЕТСЯ|СНЯТО|ОТОЗВАН[ОА]|АНУЛЬОВАНО|СКАСОВАНО|ВІДКЛИКАНО|ЗНЯТО|АНУЛИРАН[АО]|ПОВУЧЕНО"
    r"|İPTAL(?:DİR| EDİLDİ)?|HABER İPTAL|GERİ ÇEKİLDİ|LƏĞV"
    r"|إلغاء(?: خبر| الخبر)?|إلغاء وسحب|ملغى|ملغاة|يلغى|سحب خبر|لغو خبر|حذف خبر|ابطال خبر|منسوخ|ביטול|ידיעה מבוטלת|मृत समाचार|समाचार रद्द|खबर रद्द|खबर निरस्त|निरस्त|সংবাদ বাতিল"
    r"|PEMBATALAN|BERITA DIBATALKAN|DITARIK|HỦY TIN|RÚT TIN|GỠ TIN|ยกเลิกข่าว|IMEFUTWA|KUFUTWA"
    r"|作废|作廢|撤稿|撤销稿件|撤銷|毙稿|取消稿件|取り消し|取消し|記事取り消し|削除|취소|기사\s?취소|전문\s?취소|기사\s?삭제|삭제"
)
_HOLD = (
    r"HOLD(?: FOR RELEASE| STORY)?|STORY ON HOLD|DO NOT USE|DO NOT PUBLISH|NOT FOR PUBLICATION|NE PAS (?:PUBLIER|UTILISER|DIFFUSER)|NO (?:PUBLICAR|USAR|DIFUNDIR)"
    r"|NÃO PUBLICAR|NON (?:PUBBLICARE|USARE)|SPERRE|NICHT VERWENDEN|BITTE NICHT VERWENDEN|NIET (?:GEBRUIKEN|PUBLICEREN)|IKKE (?:BRUK|PUBLISER|BRUG)|ANVÄND EJ|НЕ ПУБЛИКОВАТЬ"
)
_CORRECT = (
    r"CORRECT(?:ED|S|ION|IONS|ING|IVE)?|CORREX|CORR|CLARIFIES|CLARIFICATION|CLARIFIED|AMENDED|ERRAT(?:UM|A)(?: CORRIGE)?|CORRIGENDUM|CORRECTIF"
    r"|KORREKTUR|KORR|BERICHTIGUNG|BERICHTIGT(?:E FASSUNG)?|RICHTIGSTELLUNG|KORRIGIERT(?:E FASSUNG)?|REGSTELLING|CORRECTIE|RECTIFICATIE|GECORRIGEERD"
    r"|CORRIG[ÉE]E?|RECTIFICATIF|RECTIFICATION|RECTIFIE|RECTIFI[ÉE]E?|ANNULE ET REMPLACE|CORRECCIÓN|CORRECCIÓ|RECTIFICACIÓN?|CORREGID[AO]|RECTIFICAD[AO]|FE DE ERRATAS|FE DE ERRORES|ANULA Y SUSTITUYE|SUSTITUYE"
    r"|CORREC?ÇÃO|CORRIGID[AO]|RE(?:C)?TIFICAÇÃO|RETIFICADA|ERRAMOS|RECTIFICA|CORREZIONE|CORREGGE|RETTIFICA|CORRETT[AO]|ANNULLA E SOSTITUISCE|CORECTUR[ĂA]|CORECȚIE|RECTIFICARE|ERAT[ĂA]"
    r"|RÄTTELSE|RÄTTAD|KORRIGERING|RETTELSE|RETTING|RETTET|BERIGTIGELSE|KORRIGERT|LEIÐRÉTTING|OIKAISU|KORJAUS|KORJATTU|PARANDUS|TÄPSUSTUS|LABOJUMS|PRECIZĒT[SA]|PATAISYMAS|PATIKSLINT[AI]|PATIKSLINIMAS"
    r"|SPROSTOWANIE|KOREKTA|POPRAWKA|POPRAWION[AY]|OPRAVA|OPRAVENO|OPRAVENÉ|HELYESBÍTÉS|HELYREIGAZÍTÁS|JAVÍTÁS|JAVÍTOTT|PONTOSÍTÁS|ISPRAVA?KA?|ISPRAVLJENO|POPRAVEK|POPRAVLJENO|KORRIGJIM"
    r"|ΔΙΟΡΘΩΣΗ|ΔΙΟΡΘΩΜΕΝ[ΟΗ]|ΟΡΘΗ ΕΠΑΝΑΛΗΨΗ|ΕΠΑΝΟΡΘΩΣΗ"
    r"|ПОПРАВКА|ИСПРАВЛЕН[ИОА]Е?|КОРРЕКЦИЯ|КОРРЕКТИРОВКА|УТОЧНЕНИЕ|ВИПРАВЛЕН(?:О|НЯ)|УТОЧНЕННЯ|ВЫПРАЎЛЕННЕ|КОРЕКЦИЯ|ИСПРАВКА|ИСПРАВАК|ТҮЗЕТУ|DÜZELTME(?:LİDİR)?|DÜZELTİLDİ|DÜZƏLİŞ|TUZATISH"
    r"|تصحيح|تصويب|استدراك|اصلاحیه|تصحیح|תיקון|תיקון טעות|सुधार|शुद्धिपत्र|भूल सुधार|संशोधित|সংশোধনী|সংশোধিত"
    r"|RALAT|KOREKSI|PEMBETULAN|ĐÍNH CHÍNH|แก้ไขข่าว|แก้ไข|PAGWAWASTO|MAREKEBISHO|SAHIHISHO|MASAHIHISHO|ማስተካከያ|እርማት"
    r"|更正|訂正|订正|勘误|勘誤|修正|差し替え|差替え|정정|정정보도|수정|바로잡(?:습니다|음)|고침"
)
_REFILE = r"REFIL(?:E|ED|ES|ING)|RE-?SEND(?:S|ING)?|RESENT|RE-?ISSUED?|NEUSENDUNG|OMSÄNDNING|GENUDSENDELSE|REDIFFUSION|REENVÍO|REENVIO|RINVIO DELLA NOTIZIA|إعادة إرسال|重发|重發|再送|재송|재전송"
_REPEAT = (
    r"REPEAT(?:S|ED|ING)?|RPTS?|REPETITION|RÉPÉTITION|RÉPÈTE|WIEDERHOLUNG|WDHLG?|REPETICIÓN|REPETICIÓ|REPITE|REITERACIÓN|REPETIÇÃO|RIPETIZIONE|RIPETE|REPETARE|RELUARE|HERHALING|POWTÓRZENIE|POWTÓRKA|OPAKOVÁNÍ"
    r"|ISMÉTLÉS|UPPREPNING|REPRIS|GJENTAKELSE|GJENTAS|GENTAGELSE|TOISTO|PONAVLJANJE|PONOVLJENO|ΕΠΑΝΑΛΗΨΗ|ПОВТОР(?:НО|ЕНИЕ)?|TEKRAR|إعادة|تكرار|ULANGAN|重播|再掲"
)
_UPDATE = (
    r"UPDATE(?:S|D)?(?: ?\d{1,2})?|WRITETHRU|WRITE-?THROUGH|WRAP-?UP(?: \d{1,2})?|RECASTS?|ADDS|NIGHTLEAD|(?:\d{1,2}(?:ST|ND|RD|TH|ER|E|ÈME)|NEW|FIRST"
    r"|SECOND|THIRD) (?:LEAD|LD|UPDATE)|LEAD(?: \d{1,2})?|(?:\d{1,2}\. )?ZUSAMMENFASSUNG|NEUFASSUNG|(?:\d{1,2}\. )?(?:ERGÄNZUNG|ERWEITERUNG|AKTUALISIER(?:T|UNG))|ACTUALISATION|ACTUALIS[ÉE]E?|MISE À JOUR"
    r"|ACTUALIZACIÓN(?: \d{1,2})?|ACTUALIZAD[AO]|ACTUALIZA|ACTUALITZACIÓ|AMPLIACIÓN?|AMPLÍA|AT?C?TUALIZAÇÃO|ATUALIZAD[AO]|AGGIORNAMENTO|AGGIORNAT[AO]|ACTUALIZARE|ACTUALIZAT|GEACTUALISEERD|AANVULLING"
    r"|UPPDATERAD|UPPDATERING|OPPDATERT|OPPDATERING|OPDATERE(?:T|S)|OPDATERING|PÄIVITYS|PÄIVITETTY|TÄYDENNETTY|TÄYDENNYS|UUENDATUD|PAPILDINĀT[SA]|PAPILDYTA|AKTUALIZACJA|UZUPEŁNIENIE|AKTUALIZACE|AKTUALIZOVÁNO|AKTUALIZÁCIA"
    r"|FRISSÍT(?:ÉS|VE)|DOPUNA|DOPUNJENO|DOPOLNJENO|AŽURIRANO|PËRDITËSIM|ΕΠΙΚΑΙΡΟΠΟΙΗΣΗ|ОБНОВЛЕН[ОИ]Е?|ДОПОЛНЕН[ОИ]Е?|(?:ДОПОЛНЕННАЯ|РАСШИРЕННАЯ|ОБНОВЛЕННАЯ) ВЕРСИЯ|ОНОВЛЕНО|ДОПОВНЕНО|АКТУАЛИЗАЦИЯ|ОБНОВЕН[АО]"
    r"|GÜNCELLEME(?: \d{1,2})?|GÜNCELLENDİ|YENİLƏNİB|LD-?WRITETHRU|\dLD|تحديث|به‌روزرسانی|تکمیلی|עדכון|अपडेट|হালনাগাদ|PEMBARUAN|CẬP NHẬT|อัปเดต|อัพเดต|更新版?|업데이트|종합\d?|갱신"
)

MARKS: tuple[tuple[Signal, str], ...] = (
    (Signal.KILL, _KILL),
    (Signal.HOLD, _HOLD),
    (Signal.CORRECT, _CORRECT),
    (Signal.REFILE, _REFILE),
    (Signal.REPEAT, _REPEAT),
    (Signal.UPDATE, _UPDATE),
)
"""Words that count in capitals at an edge of a headline, or alone in brackets in any case."""

BARE: tuple[tuple[Signal, str], ...] = (
    (Signal.KILL, r"(?:MANDATORY |BULLETIN |STORY )?KILL|WITHDRAWS|RETRACTS"),
    (Signal.CORRECT, r"CORRECT(?:S|ED|ION|ING)|CLARIFIES|CORRIGE|RECTIFIE|CORREGGE|RETTIFICA"),
    (Signal.REFILE, r"REFIL(?:E|ES|ED|ING)"),
    (Signal.REPEAT, r"RPT"),
    (Signal.UPDATE, r"UPDATE(?:S|D|\s\d{1,2})|RECASTS|WRAPUP(?: \d{1,2})?"),
)
"""Words that count in capitals at the start, with nothing but a space behind, where the headline itself is not in capitals."""

VERBS: tuple[tuple[Signal, str], ...] = (
    (
        Signal.CORRECT,
        r"(?:this (?:story|version) )?(?:correct(?:s|ing)|clarif(?:ies|ying))|corrige|corregge|rättar|retter|korrigerer|rectifie|korrigiert|berichtigt",
    ),
    (Signal.REFILE, r"refil(?:es|ing)|resend(?:s|ing)"),
    (Signal.REPEAT, r"repeat(?:s|ing)"),
    (
        Signal.UPDATE,
        r"updat(?:es|ing)|adds|recasts|actualise|actualiza|atualiza|aggiorna|uppdaterar|oppdaterer|opdaterer|aktualisiert|ergänzt|obnovljen",
    ),
)
"""Words that begin a note in brackets and may be followed by what was done."""

COLONS: tuple[tuple[Signal, str], ...] = (
    (
        Signal.KILL,
        r"(?:mandatory |bulletin |story |advisory )?kill|(?:story|item|article|report) (?:is |has been )?(?:withdrawn|retracted|killed)|retraction|dépêche annulée|meldung (?:zurückgezogen|storniert)"
        r"|إلغاء خبر|إلغاء|لغو خبر|撤稿|作废|作廢|取り消し|취소|समाचार रद्द|ยกเลิกข่าว|hủy tin|haber iptal",
    ),
    (Signal.CORRECT, _CORRECT.replace("|OPRAVA", "").replace("|KORR|", "|").replace("|REGSTELLING", "|REGSTELLING")),
    (Signal.REFILE, _REFILE),
    (Signal.REPEAT, r"RPT|RÉPÉTITION|WIEDERHOLUNG|REPETICIÓN|REPETIÇÃO|RIPETIZIONE|ПОВТОР"),
    (
        Signal.UPDATE,
        r"UPDATED?(?: \d{1,2})?|AKTUALISIERT|ACTUALISATION|MISE À JOUR|ACTUALIZACIÓN|ATUALIZAÇÃO|AGGIORNAMENTO|UPPDATER(?:AD|ING)|OPPDATERT|OPDATERET|ОБНОВЛЕНО|ОНОВЛЕНО|GÜNCELLEME|تحديث|अपडेट|更新",
    ),
)
"""Words that count in any case where a colon follows."""

OF_LANGUAGE: dict[str, tuple[tuple[Signal, str], ...]] = {
    "no": ((Signal.CORRECT, r"RETTER|KORRIGERER"), (Signal.UPDATE, r"NY|OPPDATERER"), (Signal.KILL, r"TREKKER|TREKKES")),
    "da": ((Signal.CORRECT, r"RETTER|KORRIGERER"), (Signal.UPDATE, r"NY|OPDATERER"), (Signal.KILL, r"ANNULLERES|TRÆKKES")),
    "sv": ((Signal.CORRECT, r"RÄTTAR"), (Signal.UPDATE, r"NY|UTÖKAD"), (Signal.KILL, r"INDRAS|UTGÅR|STRYK")),
    "fi": ((Signal.CORRECT, r"KORJAA"), (Signal.UPDATE, r"UUSI|LAAJENNETTU")),
    "nl": ((Signal.CORRECT, r"HERSTEL"), (Signal.UPDATE, r"NIEUW")),
    "de": ((Signal.UPDATE, r"NEU"), (Signal.KILL, r"RÜCKZUG|WIDERRUF|STORNO")),
    "cs": ((Signal.CORRECT, r"OPRAVA"), (Signal.UPDATE, r"DOPLNĚNÍ|AKTUALIZOVÁNO"), (Signal.KILL, r"ZRUŠENÍ ZPRÁVY|ZRUŠENO")),
    "sk": ((Signal.CORRECT, r"OPRAVA"), (Signal.UPDATE, r"DOPLNENIE"), (Signal.KILL, r"ZRUŠENIE SPRÁVY|ZRUŠENÉ")),
    "ru": ((Signal.KILL, r"ОТМЕНА|СНЯТО"), (Signal.UPDATE, r"ДОПОЛНЕНИЕ")),
    "hi": ((Signal.CORRECT, r"संशोधन|सुधार"), (Signal.KILL, r"रद्द")),
    "ja": ((Signal.KILL, r"取消"), (Signal.UPDATE, r"続報|追記|更新")),
    "zh": ((Signal.UPDATE, r"续|更新"), (Signal.KILL, r"取消")),
    "ko": ((Signal.UPDATE, r"종합\d?|추가"),),
    "id": ((Signal.CORRECT, r"RALAT|KOREKSI"), (Signal.KILL, r"DIBATALKAN")),
    "ar": ((Signal.KILL, r"إلغاء"), (Signal.CORRECT, r"تصحيح|تصويب")),
}  # fmt: skip
"""Words that count, in any case with a colon behind or in brackets, in copy of one language only; keys are BCP 47's first part."""

NOTES: tuple[tuple[Signal, str], ...] = (
    (
        Signal.KILL,
        r"mandatory kill|kill kill|(?:please |must |should )?kill(?:ed|ing)? (?:this|the|it|story|item|our|all|earlier)|(?:is|been|was|are) (?:withdrawn|killed|retracted)"
        r"|withdraw(?:s|n|ing)? (?:this|the|its|our|story|item)|do not use (?:this|the) (?:story|item)|story (?:withdrawn|killed|retracted)"
        r"|annul(?:e(?! et remplace)|ée)|est annulée?|cancel(?:s|led|ed)? (?:this|the|story|item)|retract(?:s|ed)? (?:this|the|its|our|story)"
        r"|(?:wird|wurde|ist|hiermit) (?:hiermit )?(?:zurückgezogen|storniert|gesperrt)|zieh(?:t|en) (?:die|diese|den) .{0,40}zurück|verwenden sie (?:die|diese) meldung nicht"
        r"|anul(?:a|amos|ar) (?:la|el|esta|este)|queda anulad[ao]|annull(?:a(?! e sostituisce)|ata|ato)|trukket tilbake|dras tillbaka|dragits tillbaka|ingetrokken"
        r"|аннулир\w+|снят[ао]? с ленты|анульован\w+|wycofan\w+|anuluj\w+|iptal ed\w+|annullere[st]|trækkes tilbage|ακυρών\w+|يلغى|ملغى|الرجاء إلغاء",
    ),
    (
        Signal.HOLD,
        r"hold (?:this|the|for|story|until)|on hold|do not publish|not for publication|bis auf weiteres gesperrt|ne pas publier",
    ),
    (
        Signal.CORRECT,
        r"correct(?:s|ed|ing|ion)|clarif(?:ies|ied|ying)|(?:this|story|version) replaces|replaces (?:this|the|earlier|previous|our)|berichtig(?:t|te|ten|ung)|korrektur"
        r"|korrigier(?:t|te|ten)|corrig(?:e|é|ée)|rectifi(?:e|é|cation|catif)|annule et remplace|corrección|corregid[ao]|rectifica|corregge|correzione|rettifica|correção|corrigido"
        r"|annulla e sostituisce|rättar|rättelse|retter|rettelse|korriger(?:t|er|ar)|corrigeert|correctie|rectificatie|oikaisu|korjattu|sprostowanie|korekta"
        r"|исправл\w+|поправк\w+|уточн\w+|виправл\w+|düzelt\w+|errat(?:um|a)|richtiggestellt|ispravlj\w+|ispravak|poprav\w+|helyesbít\w+|διόρθωσ\w+|διορθών\w+|ralat|koreksi|marekebisho|تصحيح|تصويب|सुधार",
    ),
    (Signal.REFILE, r"refil(?:e|es|ed|ing)|resend(?:s|ing)?|neusendung"),
    (Signal.REPEAT, r"repeat(?:s|ed|ing)?|rpt|wiederholung|répétition|repetición|ripetizione|повтор\w*"),
    (
        Signal.UPDATE,
        r"(?<!will )(?<!be )(?<!to )updat(?:e|es|ed|ing)|adds|recasts|writethru|minor edits|erweitert|ergänzt|aktualisiert|neu:|utvidet|utökad|oppdatert|uppdaterad"
        r"|actualis(?:e|é|ée)|actualizad[ao]|aggiornat[ao]|обновл\w+|дополн\w+|оновл\w+",
    ),
)
"""Words in a note to editors, in any case."""

NOTES_JOINED: tuple[tuple[Signal, str], ...] = (
    (Signal.KILL, r"撤稿|作废|作廢|取り消し|取消します|전문\s?취소|기사\s?취소|取り消します"),
    (Signal.CORRECT, r"訂正|更正|订正|差し替え|差替え|修正|정정|바로잡|고침"),
    (Signal.REFILE, r"再送|重发|재송"),
    (Signal.UPDATE, r"更新|追記|업데이트"),
)
"""Words of scripts that put no space between words."""
