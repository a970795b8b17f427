// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/pool.h"

#include <errno.h>

#include "suspend-writer/memory.h"

#define STACK_SIZE (128u * 1024)

int pool_init(struct pool *pool, unsigned int capacity)
{
	pool->capacity = capacity;
	pool->count = 0;
	pool->tail = &pool->head;
	pool->head = NULL;
	pool->threads = memory_allocate(capacity * sizeof(pthread_t));
	pool->stacks = memory_allocate((size_t)capacity * STACK_SIZE);
	if (!pool->threads || !pool->stacks)
		return -ENOMEM;
	pthread_mutex_init(&pool->lock, NULL);
	pthread_cond_init(&pool->work, NULL);
	pthread_cond_init(&pool->done, NULL);
	return 0;
}

/* With the lock held: the next task, or NULL when there is none and will be none. */
static struct task *next_task(struct pool *pool)
{
	struct task *task;

	while (!pool->head && !pool->stopping)
		pthread_cond_wait(&pool->work, &pool->lock);
	task = pool->head;
	if (task) {
		pool->head = task->next;
		if (!pool->head)
			pool->tail = &pool->head;
	}
	return task;
}

static void *serve(void *argument)
{
	struct pool *pool = argument;
	struct task *task;
	unsigned int number;

	pthread_mutex_lock(&pool->lock);
	number = pool->numbered++;
	while ((task = next_task(pool))) {
		pthread_mutex_unlock(&pool->lock);
		task->run(task, number);
		pthread_mutex_lock(&pool->lock);
		task->pending = 0;
		pthread_cond_broadcast(&pool->done);
	}
	pthread_mutex_unlock(&pool->lock);
	return NULL;
}

void pool_start(struct pool *pool)
{
	pthread_attr_t attributes;

	pool->stopping = 0;
	pool->numbered = 0;
	pool->count = 0;
	for (unsigned int i = 0; i < pool->capacity; i++) {
		pthread_attr_init(&attributes);
		pthread_attr_setstack(&attributes, pool->stacks + (size_t)i * STACK_SIZE,
				      STACK_SIZE);
		if (pthread_create(&pool->threads[pool->count], &attributes, serve, pool) == 0)
			pool->count++;
		pthread_attr_destroy(&attributes);
	}
}

void pool_submit(struct pool *pool, struct task *task)
{
	if (pool->count == 0) {
		task->run(task, 0);
		return;
	}
	pthread_mutex_lock(&pool->lock);
	task->next = NULL;
	task->pending = 1;
	*pool->tail = task;
	pool->tail = &task->next;
	pthread_cond_signal(&pool->work);
	pthread_mutex_unlock(&pool->lock);
}

void pool_wait(struct pool *pool, struct task *task)
{
	pthread_mutex_lock(&pool->lock);
	while (task->pending)
		pthread_cond_wait(&pool->done, &pool->lock);
	pthread_mutex_unlock(&pool->lock);
}

void pool_stop(struct pool *pool)
{
	pthread_mutex_lock(&pool->lock);
	pool->stopping = 1;
	pool->head = NULL;
	pool->tail = &pool->head;
	pthread_cond_broadcast(&pool->work);
	pthread_mutex_unlock(&pool->lock);
	for (unsigned int i = 0; i < pool->count; i++)
		pthread_join(pool->threads[i], NULL);
	pool->count = 0;
}
