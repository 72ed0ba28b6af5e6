/** Connection pools for databases: one on each calling machine, with a limit for all of them. */
package dev.brownout.component.database.pool;
