/** What tests share: the database, and the parties that talk to the provider over HTTP. */
package dev.limen.support;
