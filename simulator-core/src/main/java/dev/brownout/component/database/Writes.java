package dev.brownout.component.database;

import dev.brownout.component.database.log.WriteLedger;
import dev.brownout.component.database.sharding.Homes;
import dev.brownout.service.History;
import dev.brownout.wiring.Wiring;
import java.util.Optional;

/**
 * What is known of the writes of a group, or of several between which keys move.
 *
 * @param history the acknowledged ones, and their numbers
 * @param ledger what becomes of each
 * @param homes where keys are; empty where none moves
 */
record Writes(History history, WriteLedger ledger, Optional<Homes> homes) {
    /** Of a group that keeps its keys. */
    static Writes alone(Wiring wiring, DatabaseMeasures measures) {
        return new Writes(wiring.versions().store(wiring.name()), ledger(wiring, measures), Optional.empty());
    }

    /** Of groups between which keys move: one order of writes, so that any two of a key can be compared. */
    static Writes together(Wiring wiring, DatabaseMeasures measures, Homes homes) {
        return new Writes(wiring.versions().store(wiring.name()), ledger(wiring, measures), Optional.of(homes));
    }

    private static WriteLedger ledger(Wiring wiring, DatabaseMeasures measures) {
        return new WriteLedger(wiring.simulation(), wiring.losses(), measures.duplicateWrites);
    }
}
