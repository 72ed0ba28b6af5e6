package dev.brownout.importing.loadtest;

/** Number of concurrent users that the lines of a load generator state, one line after another. */
final class UserCount {
    private int active;

    /** Sets the number of users from a number in the results; an empty text has no effect. */
    void set(String number) {
        if (!number.isEmpty()) {
            set((int) ResultTimes.number(number));
        }
    }

    /** Sets the number of users. */
    void set(int users) {
        active = users;
    }

    /** Returns the number of users at the last line, or 0 if the lines state none. */
    int active() {
        return active;
    }
}
