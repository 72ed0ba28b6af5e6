package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;

/** Sessions of users with a component, and the admission of visitors. */
public interface UserSessions {
    /** No sessions. */
    UserSessions NONE = new UserSessions() {};

    /** Returns the sessions of a component. */
    static UserSessions of(ComponentSpec spec) {
        return spec instanceof UserSessions sessions ? sessions : NONE;
    }

    /** Returns the number of users in each region with sessions; 0 without sessions. */
    default int sessionUsers() {
        return 0;
    }

    /**
     * Returns whether a request should go to the host named by its user's cookie, because state of the user is there.
     */
    default boolean keepsUsers() {
        return false;
    }

    /** Returns whether visitors may wait in the component for their admission. */
    default boolean admitsVisitors() {
        return false;
    }
}
