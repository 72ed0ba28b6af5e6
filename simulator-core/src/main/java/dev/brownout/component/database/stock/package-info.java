/** Numbers of the rows of a database: units with reservations, holds and sales, and counters with increments. */
package dev.brownout.component.database.stock;
