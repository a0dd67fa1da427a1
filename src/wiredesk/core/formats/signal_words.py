# ruff: noqa: E501 - lists of words in many languages
"""The words with which agencies say what an item does to earlier copy, as patterns; see `signals` for how they count.

English, German, French, Spanish, Italian, Portuguese, Swedish, Norwegian, Danish, Finnish, Dutch, Polish, Russian,
Ukrainian, Turkish, Arabic, Chinese, Japanese.
"""

from __future__ import annotations

from wiredesk.core.model import Signal

MARKS: tuple[tuple[Signal, str], ...] = (
    (
        Signal.KILL,
        r"(?:MANDATORY |BULLETIN |STORY |PHOTO |ADVISORY )?KILL(?:ED)?|(?:STORY|ITEM|ARTICLE|REPORT) (?:IS |HAS BEEN )?(?:WITHDRAWN|RETRACTED"
        r"|CANCELL?ED|KILLED)|WITHDRAWN|WITHDRAWS|WITHDRAWAL|RETRACTION|RETRACTED|DELETE|ELIMINATION|ANNULATION|ANNUL[ÉE]E?|DÉPÊCHE ANNULÉE|ANULACIÓN"
        r"|ANULAD[AO]|ANNULLAMENTO|ANNULLAT[AO]|CANCELAD[AO]|ZURÜCKGEZOGEN|ZURÜCKZIEHUNG|RÜCKZUG|ACHTUNG SPERRUNG|STORNO|STORNIERUNG|STORNIERT"
        r"|АННУЛИРОВАНО|АННУЛИРУЕТСЯ|АННУЛЯЦИЯ|СНЯТО|АНУЛЬОВАНО|TILBAKETRUKKET|TRUKKET TILBAKE|TRUKKET|INDRAGEN|DRAS TILLBAKA|STRYKES?|INGETROKKEN"
        r"|WYCOFAN[AEY]|ANULOWAN[AEY]|PERUTTU|İPTAL|إلغاء|作废|撤稿|取り消し",
    ),
    (
        Signal.HOLD,
        r"HOLD(?: FOR RELEASE| STORY)?|STORY ON HOLD|DO NOT USE|DO NOT PUBLISH|NOT FOR PUBLICATION|NE PAS PUBLIER|NO PUBLICAR|NON PUBBLICARE|SPERRE",
    ),
    (
        Signal.CORRECT,
        r"CORRECT(?:ED|S|ION|IONS|ING|IVE)?|CORREX|CORR|CLARIFIES|CLARIFICATION|KORREKTUR|KORR|BERICHTIGUNG|BERICHTIGT(?:E FASSUNG)?|KORRIGIERT(?:E FASSUNG)?|CORRIG[ÉE]E?"
        r"|RECTIFICATIF|RECTIFICATION|ANNULE ET REMPLACE|CORRECCIÓN|RECTIFICACIÓN|CORREGID[AO]|CORREÇÃO|CORRIGID[AO]|RECTIFICA|CORREZIONE|RETTIFICA|CORRETT[AO]"
        r"|ANNULLA E SOSTITUISCE|RÄTTELSE|RÄTTAD|RETTELSE|RETTET|KORRIGERT|KORRIGERING|CORRECTIE|RECTIFICATIE|OIKAISU|KORJAUS|KORJATTU|SPROSTOWANIE|KOREKTA"
        r"|ПОПРАВКА|ИСПРАВЛЕН[ИО]Е?|УТОЧНЕНИЕ|ВИПРАВЛЕН(?:О|НЯ)|УТОЧНЕННЯ|DÜZELTME|تصحيح|更正|訂正",
    ),
    (Signal.REFILE, r"REFIL(?:E|ED|ES|ING)|RE-?SEND(?:S|ING)?|RESENT|NEUSENDUNG"),
    (
        Signal.REPEAT,
        r"REPEAT(?:S|ED|ING)?|RPT|REPETITION|RÉPÉTITION|WIEDERHOLUNG|WDHLG?|REPETICIÓN|REPETIÇÃO|RIPETIZIONE|HERHALING|POWTÓRZENIE|UPPREPNING|GJENTAKELSE|ПОВТОР",
    ),
    (
        Signal.UPDATE,
        r"UPDATE(?:S|D)?(?: \d{1,2})?|WRITETHRU|WRITE-?THROUGH|WRAPUP(?: \d{1,2})?|RECASTS?|ADDS|(?:\d{1,2}(?:ST|ND|RD|TH)|NEW|FIRST"
        r"|SECOND|THIRD) (?:LEAD|LD|UPDATE)|LEAD(?: \d{1,2})?|(?:\d{1,2}\. )?ZUSAMMENFASSUNG|AKTUALISIER(?:T|UNG)|ACTUALISATION|ACTUALIS[ÉE]E?|ACTUALIZACIÓN(?: \d{1,2})?"
        r"|AMPLIACIÓN|ATUALIZAÇÃO|AGGIORNAMENTO|UPPDATERAD|UPPDATERING|OPPDATERT|OPDATERET|PÄIVITYS|AKTUALIZACJA|ОБНОВЛЕНО|ОНОВЛЕНО|LD-?WRITETHRU|\dLD|تحديث|更新",
    ),
)
"""Words that count in capitals at an edge of a headline, or alone in brackets in any case."""

VERBS: tuple[tuple[Signal, str], ...] = (
    (
        Signal.CORRECT,
        r"(?:this (?:story|version) )?(?:correct(?:s|ing)|clarif(?:ies|ying))|corrige|corregge|rättar|retter|korrigerer|rectifie",
    ),
    (Signal.REFILE, r"refil(?:es|ing)|resend(?:s|ing)"),
    (Signal.REPEAT, r"repeat(?:s|ing)"),
    (Signal.UPDATE, r"updat(?:es|ing)|adds|recasts|actualise|actualiza|aggiorna|uppdaterar|oppdaterer"),
)
"""Words that begin a note in brackets and may be followed by what was done."""

COLONS: tuple[tuple[Signal, str], ...] = (
    *MARKS[:1],
    MARKS[2],
    MARKS[3],
    (Signal.REPEAT, r"RPT|RÉPÉTITION|WIEDERHOLUNG|REPETICIÓN|REPETIÇÃO|RIPETIZIONE|ПОВТОР"),
    (Signal.UPDATE, r"UPDATED?(?: \d{1,2})?|AKTUALISIERT|ACTUALISATION|ACTUALIZACIÓN|AGGIORNAMENTO"),
)
"""Words that count in any case where a colon follows."""

NOTES: tuple[tuple[Signal, str], ...] = (
    (
        Signal.KILL,
        r"mandatory kill|kill kill|(?:please |must |should )?kill(?:ed|ing)? (?:this|the|it|story|item|our|all|earlier)|(?:is|been|was|are) (?:withdrawn|killed|retracted)"
        r"|withdraw(?:s|n|ing)? (?:this|the|its|our|story|item)|do not use (?:this|the) (?:story|item)|story (?:withdrawn|killed|retracted)"
        r"|annul(?:e(?! et remplace)|ée)|est annulée?|cancel(?:s|led|ed)? (?:this|the|story|item)|retract(?:s|ed)? (?:this|the|its|our|story)"
        r"|(?:wird|wurde|ist|hiermit) (?:hiermit )?(?:zurückgezogen|storniert|gesperrt)|zieh(?:t|en) (?:die|diese|den) .{0,40}zurück|verwenden sie (?:die|diese) meldung nicht"
        r"|anul(?:a|amos|ar) (?:la|el|esta|este)|queda anulad[ao]|annull(?:a(?! e sostituisce)|ata|ato)|trukket tilbake|dras tillbaka|dragits tillbaka|ingetrokken"
        r"|аннулир\w+|снят[ао]? с ленты|анульован\w+|wycofan\w+",
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
        r"|исправл\w+|поправк\w+|уточн\w+|виправл\w+|düzeltme|تصحيح|更正|訂正",
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
