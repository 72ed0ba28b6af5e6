/**
 * Generators of unique identifiers: Snowflake workers, ticket servers and multi-master databases, and random
 * identifiers.
 */
@ModelSheet(
        models = "Snowflake: milliseconds of the worker's own clock, its number and a sequence that begins at 0 in "
                + "each millisecond and goes on in the next one when it is used up; what happens when the clock "
                + "goes back, and when two workers have the same number. Ticket servers and multi-master databases: "
                + "one row that is counted up in one commit after the other, by a step and from an offset of each "
                + "server's own; callers that fetch a segment at a time and give its numbers out themselves. "
                + "Callers choose a machine at random, try another where one fails and leave it alone for a while. "
                + "UUIDs and random codes are made by the caller. Every identifier is compared with those that it "
                + "could equal.",
        leftOut = "What it takes to agree on the numbers of workers, failures while a segment is fetched whose "
                + "numbers are then given to nobody (they are only lost), slewing of clocks.",
        checkedBy = "Counting by hand, the birthday problem, M/G/1 at a ticket server.",
        sources = "Twitter Snowflake, IdWorker.scala, 2010; Flickr, Ticket Servers: Distributed Unique Primary Keys "
                + "on the Cheap, 2010; Meituan Leaf-segment, 2017; MySQL manual, auto_increment_increment; RFC "
                + "9562.")
package dev.brownout.component.idgenerator;

import dev.brownout.spec.ModelSheet;
