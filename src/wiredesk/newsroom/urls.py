"""The desk's addresses, each with the permission that it needs; the table is the policy, and a test reads it."""

from __future__ import annotations

from django.urls import path

from wiredesk.newsroom import views

app_name = "desk"

urlpatterns = [
    path("", views.board, name="board"),
    path("fresh/", views.fresh, name="fresh"),
    path("wires/", views.wires, name="wires"),
    path("wires/raw/<int:pk>/", views.again, name="again"),
    path("reports/", views.reports, name="reports"),
    path("reports/<int:pk>/", views.answer, name="answer"),
    path("item/<int:pk>/", views.item, name="item"),
    path("story/<int:pk>/", views.story, name="story"),
    path("story/<int:pk>/change/", views.change, name="change"),
    path("story/<int:pk>/approve/", views.approve, name="approve"),
    path("story/<int:pk>/spike/", views.spike, name="spike"),
    path("story/<int:pk>/unspike/", views.unspike, name="unspike"),
    path("story/<int:pk>/down/", views.down, name="down"),
]
