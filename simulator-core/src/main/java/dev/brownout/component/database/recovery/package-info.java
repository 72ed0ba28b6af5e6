/**
 * Recovery of lost writes. Writes that only a former primary has are read from its disk and repeated. Administrators do
 * this with the rollback files of MongoDB or the errant transactions of MySQL.
 */
package dev.brownout.component.database.recovery;
