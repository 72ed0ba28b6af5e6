/**
 * How lost writes come back: what an old primary alone has written is read from its disk and done again, as
 * administrators do with the rollback files of MongoDB or the errant transactions of MySQL.
 */
package dev.brownout.component.database.recovery;
