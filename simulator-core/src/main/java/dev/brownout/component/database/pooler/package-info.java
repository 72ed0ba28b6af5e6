/** Central connection pooler: many client connections share few server connections to a database. */
@ModelSheet(
        models = {
            "A node is one process with one thread and a number of server connections. A query or commit works on the"
                    + " thread, waits for a server connection in the order of arrival, and goes to the database.",
            "Mode session: the client connection keeps the server connection until it is closed. Mode transaction:"
                    + " until the end of the transaction step, or of a query outside of one. Mode statement: until the"
                    + " response of the query.",
            "Client connections: without 'pool' one for each request, from its first query until it leaves the node;"
                    + " with 'pool' those of the pool, which stay open. Their number is limited for each node of the"
                    + " pooler.",
            "Idle in transaction: a server connection between the queries of a transaction step, while the request does"
                    + " other work. A timeout closes both connections.",
            "A client closes its connection when a query times out, is cancelled or gets no response. The pooler then"
                    + " closes the server connection and opens another one, while the database still runs the query.",
            "Failures: a crash of a node resets the calls in progress, and rolls back their transactions; calls to a"
                    + " node that is down are refused. If the database is down, queries fail immediately."
        },
        leftOut = {
            "Several pools for users and databases; reserve_pool_size; the time to open connections, to log in and to"
                    + " set up TLS.",
            "server_lifetime, server_idle_timeout and client_idle_timeout.",
            "Another node of the pooler for the callers of a failed one, and steps with 'from', which select nodes of"
                    + " the database.",
            "State of a session, such as prepared statements, that mode transaction loses."
        },
        checkedBy = {
            "Erlang C for server connections that many nodes share.",
            "Erlang B for refused client connections.",
            "Throughput = server connections / holding time, with and without idle time in a transaction."
        },
        sources = "PgBouncer 1.25, configuration and features: pool_mode, default_pool_size, max_client_conn,"
                + " query_wait_timeout, idle_transaction_timeout.")
package dev.brownout.component.database.pooler;

import dev.brownout.spec.ModelSheet;
