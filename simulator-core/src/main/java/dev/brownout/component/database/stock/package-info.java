/** Units of the rows of a database: reservations, holds that expire, sales, and units sold beyond the stock. */
package dev.brownout.component.database.stock;
