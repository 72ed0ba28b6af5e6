/** Message queue, such as SQS or RabbitMQ: stores published messages until a consumer has processed them. */
@ModelSheet(
        models = "One broker in each region. A message is acknowledged to its publisher once it is stored; a publish "
                + "whose answer is lost is unknown to its publisher, who may repeat it. Consumers ask for messages "
                + "(long polling) and acknowledge each; one that is not acknowledged within its visibility is "
                + "given to somebody again, or at once where the broken connection or the consumer says so. So "
                + "delivery is at least once, and work that takes longer than the visibility, or whose "
                + "acknowledgement is lost, is done twice. Messages are handed out in the order in which they came "
                + "or came back. Publishers that gather messages send a batch in one call, as a publication of several "
                + "messages is one; it is stored at once and as a whole or not at all. A durable queue keeps its "
                + "messages when its process dies, and hands out again "
                + "what consumers had; another one loses them. An acknowledgement with an old receipt has no effect. "
                + "A fluid queue otherwise: lambda above mu grows the backlog by their difference, mu above lambda "
                + "drains it by theirs.",
        leftOut =
                "Copies of the broker on other machines, limits of the broker's own throughput, the bytes of messages "
                        + "on their way to consumers, and transactions; several independent readers have a topic.",
        checkedBy =
                "The fluid balance of bursts: peak backlog, drain time and age; the mean of a batch by renewal theory, "
                        + "and what dies with its publisher; message by message under random faults.",
        sources = "Amazon SQS developer guide (visibility timeout, long polling, dead-letter queues); RabbitMQ "
                + "documentation (consumer acknowledgements, quorum queues, maximum length); Kafka documentation "
                + "(linger.ms, batch.size: a sender that asks for acknowledgements hears of each message when its "
                + "batch "
                + "is stored).")
package dev.brownout.component.queue;

import dev.brownout.spec.ModelSheet;
