package stet.web.operations;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import stet.eventstore.Ledger;
import stet.eventstore.backup.Kept;
import stet.sealing.Seal;

/** The tables of every room that a backup holds. The rest is read models, which are built from the ledger. */
public final class WhatIsKept {
    private WhatIsKept() {}

    public static List<Kept> of(Ledger ledger) {
        return Stream.concat(kept(ledger), Seal.TABLES.stream().map(table -> Kept.whole("seal", table)))
                .toList();
    }

    private static Stream<Kept> kept(Ledger ledger) {
        return Stream.of(
                Kept.whole("eventstore", "ledger_event"),
                Kept.whole("eventstore", "ledger_redaction"),
                Kept.positions(ledger.processors()),
                Kept.whole("workflow", "workflow_answer"),
                Kept.whole("workflow", "workflow_confidential_source"),
                Kept.whole("workflow", "workflow_confidential_reader"),
                Kept.whole("workflow", "workflow_shredded"),
                // No node has picked a task where the backup is restored.
                new Kept(
                        "workflow",
                        "workflow_task",
                        Map.of(
                                "picked", "FALSE",
                                "picked_by", "CAST(NULL AS VARCHAR)",
                                "last_heartbeat", "CAST(NULL AS TIMESTAMP WITH TIME ZONE)"),
                        null),
                Kept.whole("interchange", "interchange_original"),
                Kept.whole("media", "media_picture"),
                Kept.whole("media", "media_piece"),
                Kept.whole("media", "media_rendition"),
                Kept.whole("people", "people_credential"),
                Kept.whole("people", "people_token"),
                Kept.whole("people", "people_second_factor"),
                Kept.whole("people", "people_recovery_code"),
                Kept.whole("people", "people_passkey"),
                Kept.whole("people", "people_identity"),
                Kept.whole("people", "people_access"),
                Kept.whole("people", "people_browser"),
                Kept.whole("people", "people_address"),
                Kept.whole("people", "people_seen"),
                Kept.whole("people", "people_picture"),
                Kept.whole("people", "people_news"),
                Kept.whole("people", "people_letter"),
                Kept.whole("people", "people_keys"),
                Kept.whole("people", "people_zone"),
                Kept.whole("people", "people_looks"),
                Kept.whole("people", "people_view"));
    }
}
