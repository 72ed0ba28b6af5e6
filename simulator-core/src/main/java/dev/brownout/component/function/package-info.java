/** Functions as a service: instances that a platform starts for calls and stops when they are idle. */
@ModelSheet(
        models = {
            "An instance for each call in progress, or for 'concurrency' calls. A call takes the most recently used"
                    + " instance with a free place. Without one the platform starts an instance, and the call waits"
                    + " for its cold start.",
            "An instance is busy from its first call to the response of its last one, also while it waits for other"
                    + " components. After the idle timeout it stops.",
            "Each instance is a process. It has its own connection pools, client connections, circuit breakers,"
                    + " bulkheads, limits, budgets, ejected cache nodes and segments of identifiers. They begin with"
                    + " the start of the instance and end with it. The connections of all instances count in"
                    + " max_connections.",
            "Provisioned instances are always initialized and take calls first.",
            "Limits: instances, calls in progress of an account, and new instances in a period. Calls"
                    + " beyond them end as"
                    + " limited (HTTP 429) without delay.",
            "The concurrency of an account in a region: calls in progress of functions with reserved concurrency are"
                    + " limited to it; those of the other functions share the rest, less the provisioned concurrency."
                    + " Idle instances use none. At least 100 stay unreserved.",
            "Billing: the time in which an instance is busy or starts, rounded up, times its memory; invocations; the"
                    + " memory of provisioned instances.",
            "Faults: a crash or restart loses all instances; flush is a deployment, after which all instances are cold."
        },
        leftOut = {
            "Several accounts in a scenario, a reserved concurrency of 0, and changes of the concurrency in the run.",
            "Idle instances that are frozen: their timers run. Connections of ended instances that the other side keeps"
                    + " open until its own timeout.",
            "CPU of an instance, which concurrent calls would share.",
            "Asynchronous invocations and event sources: use a queue, and a server that calls the function.",
            "The time limit of an invocation.",
            "Instances that the platform recycles while they are in use, and snapshots instead of cold starts.",
            "Bills for calls that a crash interrupts."
        },
        checkedBy = {
            "SimFaaS: cold start share and instances at 0.9 calls/s (Mahmoudi and Khazaei 2021), and the printed rows"
                    + " of its examples: 0.0018 to 0.0042 calls/s, and rejections at 1,000 instances.",
            "Client state of n instances: no wait with n pools of one connection, max(0, n - limit) refused"
                    + " connections, and n times the failures until n breakers are open.",
            "Erlang's loss formula at the limit of instances, and for two functions that share a concurrency.",
            "Exact amounts: invocations and memory x time at their prices."
        },
        sources = {
            "Mahmoudi and Khazaei, SimFaaS: A Performance Simulator for Serverless Computing Platforms, CLOSER 2021.",
            "AWS Lambda Developer Guide, Understanding Lambda function scaling, and Lambda scaling behavior.",
            "AWS Lambda Developer Guide, Configuring reserved concurrency for a function, and Monitoring concurrency.",
            "AWS Lambda Developer Guide, execution environment lifecycle: an environment keeps the objects outside of"
                    + " the handler, such as database connections, for its own later invocations.",
            "AWS Lambda pricing: duration rounded up to 1 ms, initialization included."
        })
package dev.brownout.component.function;

import dev.brownout.spec.ModelSheet;
