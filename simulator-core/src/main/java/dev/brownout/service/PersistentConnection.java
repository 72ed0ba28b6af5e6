package dev.brownout.service;

/** Client side of a connection that outlasts the request that opens it. A user has one at a time. */
public interface PersistentConnection {
    /** Owner of the connection on the client side. */
    interface User {
        /**
         * Called when the connection is lost with the process at its other end.
         *
         * @param silently whether the user gets no signal and has to detect the loss
         */
        void onConnectionLost(boolean silently);

        /** Called when the other end stops responding. It may respond again later. */
        void silent();
    }

    /** Tier with hosts that hold connections of users. */
    interface Holder {
        /**
         * Adds a user at the start of the run. The connection is open immediately if one of the hosts reachable for the
         * user has capacity. Users are assigned to these hosts in turn.
         *
         * @param region number of the user's region, in name order; 0 without regions
         * @return client side of the connection
         */
        PersistentConnection join(User user, int region);

        /** Returns the client side of the connection of a user that is not present yet. */
        PersistentConnection connect(User user);
    }

    /** Intermediate host of the connection, such as a load balancer. */
    interface Relay {
        /** Returns the name of its component. */
        String component();

        /** Returns whether the relay forwards traffic. */
        boolean isUp();

        /** Removes a connection that no longer passes through the relay. */
        void remove(PersistentConnection connection);
    }

    /** Adds a relay to the path, in place of another relay of the same component. */
    void addRelay(Relay relay);

    /**
     * Handles the death of a relay: an open connection is lost.
     *
     * @param silently whether the user gets no signal
     */
    void cut(boolean silently);

    /** Handles a relay that stops responding. It may respond again later. */
    void silence();

    /** Marks the user as present, without a connection. Messages may be addressed to the user from now on. */
    void markPresent();

    /**
     * Marks the user as absent and closes an open connection. No messages are addressed to the user until the next
     * {@link #markPresent}.
     */
    void markAbsent();

    /** Completes the opening after a successful request. Returns whether the connection is open. */
    boolean isOpened();

    /** Cancels the opening after a failed request, and releases reserved capacity. */
    void abandon();

    /** Closes the connection on behalf of the user. */
    void close();

    /**
     * Handles the user's timeout without a sign of life. Returns true if the connection is lost, false if it is closed
     * or all hosts on its path respond again.
     */
    boolean onUserTimeout();
}
