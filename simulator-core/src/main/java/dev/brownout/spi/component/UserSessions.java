package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;

/** Sessions of users with a component. */
public interface UserSessions {
    /** Returns the number of users in each region with sessions; 0 without sessions. */
    int sessionUsers();

    /**
     * Returns whether a request should go to the host named by its user's cookie, because state of the user is there.
     */
    boolean keepsUsers();

    /** Returns the number of users in each region with sessions in a component; 0 if it keeps none. */
    static int sessionUsers(ComponentSpec spec) {
        return spec instanceof UserSessions sessions ? sessions.sessionUsers() : 0;
    }

    /** Returns whether a request to a component should go to the host named by its user's cookie. */
    static boolean keepsUsers(ComponentSpec spec) {
        return spec instanceof UserSessions sessions && sessions.keepsUsers();
    }
}
