/**
 * Who leads when machines are lost: the lease that a primary renews, the election of another one, and the new machine
 * that takes the place of a replica that stays away. What follows for everybody else is asked of
 * {@link dev.brownout.component.database.failover.RoleChanges}.
 */
package dev.brownout.component.database.failover;
