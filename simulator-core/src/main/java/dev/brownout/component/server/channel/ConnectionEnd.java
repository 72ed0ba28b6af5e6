package dev.brownout.component.server.channel;

/** Causes of the end of an open connection. */
enum ConnectionEnd {
    /** The node closed it at its age or its number of calls. */
    RENEWED,
    /** The connection was idle, its node stopped, or its client closed it or ended. */
    CLOSED,
    /** The process of its node ended, or the node was silent for too long. */
    LOST
}
