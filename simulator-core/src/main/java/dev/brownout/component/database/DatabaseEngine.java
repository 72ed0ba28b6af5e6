package dev.brownout.component.database;

import dev.brownout.component.database.reads.Query;
import dev.brownout.component.database.replication.Locking;
import dev.brownout.component.database.storage.DiskSpec;
import dev.brownout.fleet.NodeCores;
import dev.brownout.fleet.SpeedSpec;
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
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Resources of a node, and the work of queries and writes. */
public record DatabaseEngine(
        @Doc("CPU cores of a node.")
        @BilledPerMachine
        @Default("8")
        @AtLeast(1)
        @DefaultSource("our assumption: with reads and writes of 8 ms a node serves 1,000/s")
        @AtMost(1_000_000)
        int cores,

        @Doc("Queue slots of a node. Requests beyond that are rejected; replication is never rejected.")
        @Default("1000")
        @NoneKeyword("unlimited")
        @AtLeast(0)
        @DefaultSource("our assumption: bounded, so that overload fails fast")
        @AtMost(1_000_000_000)
        Optional<Integer> queue,

        @Doc("CPU time of a read on a core.") @Default("exp(8ms)") @DefaultSource("our assumption")
        Distribution read,

        @Doc("Classes of queries by name, such as point, join and report, each with its own CPU time. A step "
                + "selects one with read: db/join. A read without a class uses 'read'.")
        Map<String, Query> queries,

        @Doc("Data model, which determines the possible queries; default: relational.")
        Optional<DataModel> model,

        @Doc("CPU time of a write on a core.") @Default("exp(8ms)") @DefaultSource("our assumption")
        Distribution write,

        @Doc("Lock that a write holds until it is committed; default: none, writes wait only for cores.")
        @NoneKeyword("none")
        Optional<Locking> lock,

        @Doc("Maximum time for which a transaction is idle between its queries. Then the database closes its "
                + "connection, which rolls the transaction back, and its next query or commit fails; "
                + "default: none.")
        @NoneKeyword("none")
        @DefaultSource("PostgreSQL: idle_in_transaction_session_timeout is 0, off")
        Optional<Duration> idleInTransactionTimeout,

        @Doc("Disk of each node, for which commits and scans wait; default: disk time is not modelled.")
        Optional<DiskSpec> disk,

        @Doc("Buffer pool of each node. It holds the most recently used rows; other rows are read from the disk. "
                + "The number of rows follows from storage. Default: all rows are in memory.")
        Optional<DataSize> memory,

        @Doc("Speed of the work on a node by the number of calls in service, relative to a call alone on the node; "
                + "default: it does not depend on them. With it all calls are in service at the same time and share "
                + "the cores; 'queue' and the pools of the callers limit them.")
        @NoneKeyword("none")
        Optional<SpeedSpec> speed) {
    /** Rejects query classes that the data model or the disk cannot serve with an IllegalArgumentException. */
    public DatabaseEngine {
        queries = Collections.unmodifiableMap(new TreeMap<>(queries));
        QueryNames.require(queries, model.orElse(DataModel.RELATIONAL), disk.isPresent());
    }

    /** Returns the cores of a node. */
    NodeCores nodeCores() {
        return new NodeCores(cores, queue, speed);
    }

    /** Returns the work of a read of a query class on a core, in ns. The empty name is the class of plain reads. */
    Distribution work(String query) {
        return query.isEmpty() ? read : queries.get(query).service();
    }
}
