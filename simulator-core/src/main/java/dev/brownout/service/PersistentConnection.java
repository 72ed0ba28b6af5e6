package dev.brownout.service;

/** A user's end of a connection that outlasts the request by which it is opened; one at a time. */
public interface PersistentConnection {
    /** Who keeps it. */
    interface User {
        /**
         * The connection is gone, with the process at its other end.
         *
         * @param silently whether nothing says so, and he has to notice it by himself
         */
        void lost(boolean silently);

        /** The other end no longer answers, but may again. */
        void silent();
    }

    /** A tier whose machines hold connections of users. */
    interface Holder {
        /**
         * Lets it know a user, when the run begins. His connection is open at once where one of the machines that he
         * would reach has room; users take these in turn.
         *
         * @param region number of the region in which he lives, in name order; 0 where there is none
         * @return his end of it
         */
        PersistentConnection join(User user, int region);

        /** His end of a connection of a user who has not come yet. */
        PersistentConnection meet(User user);
    }

    /** A machine on the way to the one that holds it, such as a balancer's. */
    interface Relay {
        /** The component that it is of. */
        String component();

        /** Whether what goes through it arrives. */
        boolean up();

        /** A connection no longer goes through it. */
        void forget(PersistentConnection connection);
    }

    /** It goes through a machine, and no longer through another one of its component. */
    void through(Relay relay);

    /**
     * A machine through which it goes has died, and it is lost where it is open.
     *
     * @param silently whether nothing says so to its user
     */
    void cut(boolean silently);

    /** A machine through which it goes no longer answers, but may again. */
    void silence();

    /** Its user is there from now on, without a connection, and messages may be for him. */
    void come();

    /** Its user goes, closes it where it is open, and no message is for him until he comes again. */
    void go();

    /** A request that was to open it has been answered well: whether it is open. */
    boolean open();

    /** A request that was to open it has failed: the place that it may have held is free again. */
    void abandon();

    /** Its user closes it. */
    void close();

    /** Its user has waited for as long as he does for a sign of life: whether he gives it up, and it is lost. */
    boolean giveUp();
}
