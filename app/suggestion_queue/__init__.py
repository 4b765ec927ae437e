"""The queue of suggestions as a component: what it shows as one message, and its decisions as operations."""

from app.suggestion_queue.mount import ShownQueue, suggestion_queue

__all__ = ["ShownQueue", "suggestion_queue"]
