package dev.brownout.component.topic;

/** Entry of a partition log: a message, or a batch that creates its messages when they are read. */
interface LogEntry {
    /** Returns the message at an offset. */
    StoredMessage messageAt(long offset);

    /** Returns the time at which the entry was stored, in ns. */
    long storedAt();

    /** Returns the number of the request class of the entry. */
    int source();
}
