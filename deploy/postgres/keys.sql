-- People's keys: a database of its own, so that it can have a backup rule of its own.
create database keys;
