package dev.brownout.component.database;

import dev.brownout.component.database.reads.Query;
import dev.brownout.component.database.replication.Locking;
import dev.brownout.component.database.storage.DiskSpec;
import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.BilledPerMachine;
import dev.brownout.spec.DataModel;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Resources of a node, and the work of queries and writes. */
public record DatabaseEngine(
        @Doc("Processors of a node.")
        @BilledPerMachine
        @Default("8")
        @AtLeast(1)
        @DefaultSource("with reads and writes of 8 ms a node does 1000/s; no authority")
        @AtMost(1_000_000)
        int cores,

        @Doc("Places to wait for a core of a node; beyond it, rejected. Replication is never rejected.")
        @Default("1000")
        @NoneKeyword("unlimited")
        @AtLeast(0)
        @DefaultSource("bounded, so that overload fails fast; no authority")
        @AtMost(1_000_000_000)
        Optional<Integer> queue,

        @Doc("Work of a read on a core.") @Default("exp(8ms)") @DefaultSource("no authority")
        Distribution read,

        @Doc("Classes of queries by name, such as point, join and report, each with its own work: read: db/join asks "
                + "one. A read that names none is of the class read.")
        Map<String, Query> queries,

        @Doc("How it holds its data, which decides what may be asked of it; relational unless said.")
        Optional<DataModel> model,

        @Doc("Work of a write on a core.") @Default("exp(8ms)") @DefaultSource("no authority")
        Distribution write,

        @Doc("What a write has to itself until it is committed; unless said, writes wait for cores alone.")
        @NoneKeyword("none")
        Optional<Locking> lock,

        @Doc("The disk of each node, for which commits and scans wait; unless said, nothing waits for any.")
        Optional<DiskSpec> disk,

        @Doc("The memory of each node for rows, of which those that were asked for last are there and others are read "
                + "from the disk; unless said, all are in memory. How many there are says storage.data.")
        Optional<DataSize> memory) {
    /** Rejects query classes that the data model or the disk cannot serve with an IllegalArgumentException. */
    public DatabaseEngine {
        queries = Collections.unmodifiableMap(new TreeMap<>(queries));
        QueryNames.require(queries, model.orElse(DataModel.RELATIONAL), disk.isPresent());
    }

    /** Returns the work of a read of a query class on a core, in ns. The empty name is the class of plain reads. */
    Distribution work(String query) {
        return query.isEmpty() ? read : queries.get(query).service();
    }
}
