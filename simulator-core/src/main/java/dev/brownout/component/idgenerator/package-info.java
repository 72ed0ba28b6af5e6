/**
 * Generators of unique identifiers: Snowflake workers, ticket servers and multi-master databases, and random
 * identifiers.
 */
@ModelSheet(
        models = {
            "Snowflake: an identifier has the milliseconds of the worker's own clock, the worker number, "
                    + "and a sequence that starts at 0 in each millisecond. When the sequence is used up, it "
                    + "continues in the next millisecond.",
            "Snowflake errors: clocks that move back, and two workers with the same number.",
            "Ticket servers and multi-master databases: one row is incremented in one commit after the "
                    + "other, by a step and from an offset of each server.",
            "Segments: a caller can fetch several numbers at a time and issue them itself.",
            "Routing: callers choose a node at random, try another node after a failure, and avoid the "
                    + "failed node for a while.",
            "UUIDs and random codes: the caller generates them.",
            "Duplicates: every identifier is compared with all identifiers that it could equal."
        },
        leftOut = {
            "Agreement on worker numbers.",
            "Failures while a segment is fetched: its numbers would only be lost.",
            "Clock slewing."
        },
        checkedBy = "Exact counts, the birthday problem, M/G/1 at a ticket server.",
        sources = {
            "Twitter Snowflake, IdWorker.scala, 2010.",
            "Flickr, Ticket Servers: Distributed Unique Primary Keys on the Cheap, 2010.",
            "Meituan Leaf-segment, 2017.",
            "MySQL manual, auto_increment_increment.",
            "RFC 9562."
        })
package dev.brownout.component.idgenerator;

import dev.brownout.spec.ModelSheet;
