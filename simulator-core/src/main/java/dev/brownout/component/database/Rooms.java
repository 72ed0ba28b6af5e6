package dev.brownout.component.database;

import dev.brownout.component.database.storage.Contents;
import dev.brownout.component.database.storage.StorageMeasures;
import dev.brownout.component.database.storage.StorageSpec;
import dev.brownout.measure.Span;
import dev.brownout.random.KeyPopularity;
import dev.brownout.wiring.ScenarioException;
import dev.brownout.wiring.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The rooms of the groups of a database; none has a limit where the scenario sets none. */
final class Rooms {
    private final Wiring wiring;
    private final StorageSpec spec;
    private final StorageMeasures measures;
    private final Contents.FirstFull firstFull;
    private final IntPredicate there;
    private final List<Contents> all = new ArrayList<>();
    private long atTheStart;
    private long capacity;

    Rooms(Optional<StorageSpec> storage, Wiring wiring) {
        this.wiring = wiring;
        spec = storage.orElse(null);
        measures = spec == null ? null : wiring.measures(StorageMeasures.class);
        firstFull = spec == null ? null : new Contents.FirstFull(measures);
        there = thereAtTheStart(wiring);
    }

    /** The keys with names and those of all requests; what is numbered behind the latter is made in the run. */
    private static IntPredicate thereAtTheStart(Wiring wiring) {
        List<KeyPopularity> asked = wiring.popularities().stream()
                .map(Wiring.Popularity::keys)
                .distinct()
                .toList();
        int lastNumber = Integer.MAX_VALUE - wiring.keyNames().size();
        return key -> key > lastNumber || asked.stream().anyMatch(keys -> keys.holds(key));
    }

    /**
     * The room of one more group; {@code null} where it has no limit.
     *
     * @param name of the group, as people read it
     * @param share of the data that it holds at the start, 0 to 1
     */
    Contents of(String name, double share) {
        if (spec == null) {
            return null;
        }
        long held = StrictMath.round(share * spec.data().bytes());
        if (held > spec.room().bytes()) {
            throw new ScenarioException(
                    "components." + wiring.name() + ".storage",
                    "what " + name + " holds at the start is more than the room of a node: " + held + " of "
                            + spec.room().bytes() + " bytes");
        }
        capacity += spec.room().bytes();
        measures.stored().capacity(capacity);
        atTheStart += held;
        Contents contents =
                new Contents(wiring, measures, firstFull, name, spec.room().bytes(), held, there);
        all.add(contents);
        return contents;
    }

    /**
     * Lets the audit compare what the groups hold, each by its own account, with what they held at the start and what
     * all of them told of new keys.
     */
    void audit() {
        if (spec != null) {
            Span run = wiring.grid().span(0, wiring.grid().end());
            wiring.identity(
                    ": bytes held = at the start + added - cut off",
                    () -> all.stream().mapToLong(Contents::bytes).sum(),
                    () -> atTheStart
                            + measures.added_bytes().total(run)
                            - all.stream().mapToLong(Contents::cut).sum());
        }
    }
}
