/** Message queue, such as SQS or RabbitMQ: stores published messages until a consumer has processed them. */
@ModelSheet(
        models = {
            "One broker in each region.",
            "A message is acknowledged to its publisher once it is stored. If the response is lost, the publisher"
                    + " does not have the result and may publish the message again.",
            "A consumer has a window of messages (prefetch). It requests the next message when it acknowledges one, and"
                    + " the broker sends it as soon as there is one. Round trips overlap with work: a node consumes at"
                    + " most window / (round trip + work) messages per second, as in RabbitMQ.",
            "A request of a consumer ends after the wait time of long polling. Consumers acknowledge each message. An"
                    + " unacknowledged message is"
                    + " redelivered after its visibility timeout, or immediately after a broken connection or a"
                    + " rejection by the consumer.",
            "With a backoff, a consumer reports a failure and the message is hidden for a wait that can grow with each"
                    + " delivery, with jitter. It stays among the unacknowledged messages. A crash of the broker ends"
                    + " the wait.",
            "If 'reconnect' grows, a consumer waits longer after each further failure of its connection.",
            "Delivery is at least once. Work that takes longer than the visibility timeout is done twice, and so is"
                    + " work with a lost acknowledgement.",
            "Messages are delivered in the order in which they arrived or returned.",
            "A batch of messages is one call, and so is one publication of several messages. It is stored in one"
                    + " step, completely or not at all.",
            "A durable queue keeps its messages when its process dies, and redelivers the messages that consumers"
                    + " had. Another queue loses them.",
            "An acknowledgement with an old receipt has no effect.",
            "Otherwise a fluid queue: an arrival rate above the service rate grows the backlog by the difference, a"
                    + " service rate above the arrival rate drains it by the difference."
        },
        leftOut = {
            "Replicas of the broker.",
            "Throughput limits of the broker.",
            "The bytes of messages on their way to consumers.",
            "Transactions.",
            "Several independent consumer groups (use a topic)."
        },
        checkedBy = {
            "The fluid balance of bursts: peak backlog, drain time and age.",
            "The throughput of a window: min(1 / work, window / (round trip + work)).",
            "The mean of a batch by renewal theory, and the messages that are lost with their publisher.",
            "The waits of a message that fails at each delivery: powers of two up to the cap.",
            "Single messages under random faults."
        },
        sources = {
            "Amazon SQS developer guide (visibility timeout, long polling, dead-letter queues).",
            "Google Cloud Pub/Sub, handling message failures (exponential backoff of 10 s to 600 s); ActiveMQ,"
                    + " redelivery policy; SQS, ChangeMessageVisibility after a failure.",
            "RabbitMQ documentation (consumer acknowledgements, quorum queues, maximum length), and its blog: some"
                    + " queuing theory, throughput, latency and bandwidth, 2012.",
            "Kafka documentation (linger.ms, batch.size: each message is acknowledged when its batch is stored)."
        })
package dev.brownout.component.queue;

import dev.brownout.spec.ModelSheet;
