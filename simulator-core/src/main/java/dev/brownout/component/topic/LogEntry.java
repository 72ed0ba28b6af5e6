package dev.brownout.component.topic;

/** What a partition keeps under an offset: a message, or what makes it when somebody reads it. */
interface LogEntry {
    /** The message of an offset. */
    StoredMessage at(long offset);

    /** When it was stored. */
    long storedAt();

    /** The number of the request class that it is of. */
    int source();
}
