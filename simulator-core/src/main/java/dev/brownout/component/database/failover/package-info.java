/**
 * Leadership of a replica group under failures: the lease that a primary renews, the election of a new primary, and the
 * replacement of a replica that stays lost. The rest of the group acts through
 * {@link dev.brownout.component.database.failover.RoleChanges}.
 */
package dev.brownout.component.database.failover;
