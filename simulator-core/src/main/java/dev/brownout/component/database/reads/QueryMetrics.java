package dev.brownout.component.database.reads;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;

/** Metrics of one query class. A database without query classes has none. */
public record QueryMetrics(
        @Doc("Successful queries: of a class, such as db/join.queries, or of all classes together.")
        @ChartTitle(value = "Queries of {}", each = "query")
        Counter queries,

        @Doc("Time from a query's arrival at a node to its response: of a class, or of all classes together.")
        LatencyHistogram queryTime) {}
